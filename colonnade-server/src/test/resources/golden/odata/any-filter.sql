-- accounts?$select=name&$filter=Account_Tasks/any(t:t/subject eq 'call' and t/statecode eq 0)
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where exists (select 1
from "task" as "t1"
where ("t0"."accountid" = "t1"."regardingobjectid"
and "t1"."subject" = ?
and "t1"."statecode" = ?))
order by "t0"."accountid" asc
fetch next ? rows only
-- call, 0, 5001
