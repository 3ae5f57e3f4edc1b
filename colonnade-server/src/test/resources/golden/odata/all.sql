-- accounts?$select=name&$filter=Account_Tasks/all(t:t/subject eq 'call')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where not exists (select 1
from "task" as "t1"
where ("t0"."accountid" = "t1"."regardingobjectid"
and ("t1"."subject" <> ?
or "t1"."subject" is null)))
order by "t0"."accountid" asc
fetch next ? rows only
-- call, 5001
