-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.On(PropertyName='createdon',PropertyValue='2024-01-31')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."createdon" >= cast(? as timestamp with time zone)
and "t0"."createdon" < cast(? as timestamp with time zone))
order by "t0"."accountid" asc
fetch next ? rows only
-- 2024-01-30T23:00Z, 2024-01-31T23:00Z, 5001
