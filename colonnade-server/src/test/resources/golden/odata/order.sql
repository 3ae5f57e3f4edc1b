-- accounts?$select=name&$orderby=name desc,createdon
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."createdon"
from "account" as "t0"
order by "t0"."name" desc nulls last, "t0"."createdon" asc nulls first, "t0"."accountid" asc
fetch next ? rows only
-- 5001
