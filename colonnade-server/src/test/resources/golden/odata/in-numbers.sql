-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='numberofemployees',PropertyValues=["5","2000"])
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."numberofemployees" = any (cast(cast(? as varchar[]) as bigint[]))
order by "t0"."accountid" asc
fetch next ? rows only
-- [5, 2000], 5001
