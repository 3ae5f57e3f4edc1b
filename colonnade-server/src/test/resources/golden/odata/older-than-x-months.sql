-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.OlderThanXMonths(PropertyName='createdon',PropertyValue=6)
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."createdon" < cast(? as timestamp with time zone)
order by "t0"."accountid" asc
fetch next ? rows only
-- 2023-11-14T23:00Z, 5001
