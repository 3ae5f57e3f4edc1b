-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.NotBetween(PropertyName='numberofemployees',PropertyValues=['5','20'])
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (not ("t0"."numberofemployees" between ?
and ?)
or "t0"."numberofemployees" is null)
order by "t0"."accountid" asc
fetch next ? rows only
-- 5, 20, 5001
