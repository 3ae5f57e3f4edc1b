-- accounts?$select=name&$filter=createdon ge 2024-01-31T00:00:00Z
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."createdon" >= cast(? as timestamp with time zone)
order by "t0"."accountid" asc
fetch next ? rows only
-- 2024-01-31T00:00Z, 5001
