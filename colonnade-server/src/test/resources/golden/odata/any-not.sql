-- accounts?$select=name&$filter=not Account_Tasks/any()
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where not exists (select 1
from "task" as "t1"
where "t0"."accountid" = "t1"."regardingobjectid")
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001
