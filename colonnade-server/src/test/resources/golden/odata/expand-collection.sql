-- accounts?$select=name&$expand=Account_Tasks($select=subject;$filter=statecode eq 0;$orderby=subject desc;$top=5)
select "t0"."accountid", "t0"."versionnumber", "t0"."name", (select json_agg(json_build_array("r1"."c0", "r1"."c1", "r1"."c2", "r1"."c3", "r1"."c4"))
from (select "t1"."activityid" as "c0", "t1"."versionnumber" as "c1", "t1"."subject" as "c2", "t1"."regardingobjectid" as "c3", "t1"."regardingobjecttypecode" as "c4"
from "task" as "t1"
where ("t1"."statecode" = ?
and "t1"."regardingobjectid" = "t0"."accountid"
and "t1"."regardingobjecttypecode" = 'account')
order by "t1"."subject" desc nulls last, "t1"."activityid" asc
fetch next ? rows only) as "r1")
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
-- 0, 5, 5001
