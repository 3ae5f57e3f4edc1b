-- accounts?$apply=filter(Account_Tasks/any(t:t/subject eq 'call'))/aggregate($count as n)
select count(*), sum(count(*)) over ()
from (select 1 as "one"
from "account" as "t0"
where exists (select 1
from "task" as "t1"
where ("t0"."accountid" = "t1"."regardingobjectid"
and "t1"."subject" = ?))) as "g"
fetch next ? rows only
-- call, 5001
