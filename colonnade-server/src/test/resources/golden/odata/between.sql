-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=['5','20'])
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."numberofemployees" between ?
and ?
order by "t0"."accountid" asc
fetch next ? rows only
-- 5, 20, 5001
