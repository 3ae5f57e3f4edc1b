-- accounts?$select=name&$filter=revenue gt 100.5
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."revenue" > ?
order by "t0"."accountid" asc
fetch next ? rows only
-- 100.5, 5001
