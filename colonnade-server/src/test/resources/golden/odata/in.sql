-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['a','b'])
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."name" = any (cast(? as varchar[]))
order by "t0"."accountid" asc
fetch next ? rows only
-- [a, b], 5001
