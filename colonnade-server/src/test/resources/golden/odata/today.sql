-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.Today(PropertyName='createdon')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."createdon" >= cast(? as timestamp with time zone)
and "t0"."createdon" < cast(? as timestamp with time zone))
order by "t0"."accountid" asc
fetch next ? rows only
-- 2024-05-14T22:00Z, 2024-05-15T22:00Z, 5001
