-- accounts?$select=name&$orderby=industrycode
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."industrycode"
from "account" as "t0"
order by "t0"."industrycode" asc nulls first, "t0"."accountid" asc
fetch next ? rows only
-- 5001
