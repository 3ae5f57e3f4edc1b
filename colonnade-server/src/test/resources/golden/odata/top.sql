-- accounts?$select=name&$top=3
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
-- 3
