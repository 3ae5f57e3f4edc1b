-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.NotIn(PropertyName='statuscode',PropertyValues=['1'])
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."statuscode" <> all (cast(? as int[]))
or "t0"."statuscode" is null)
order by "t0"."accountid" asc
fetch next ? rows only
-- [1], 5001
