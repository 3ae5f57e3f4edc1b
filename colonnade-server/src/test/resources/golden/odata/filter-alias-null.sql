-- accounts?$select=name&$filter=name eq @p1
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."name" is null
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001
