-- accounts?$select=name&$filter=statecode eq 0
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."statecode" = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- 0, 5001
