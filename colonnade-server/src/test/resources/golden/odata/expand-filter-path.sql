-- accounts?$select=name&$expand=Account_Tasks($select=subject;$filter=createdby/fullname eq 'Ann')
select "t0"."accountid", "t0"."versionnumber", "t0"."name", (select json_agg(json_build_array("r1"."c0", "r1"."c1", "r1"."c2", "r1"."c3", "r1"."c4"))
from (select "t1"."activityid" as "c0", "t1"."versionnumber" as "c1", "t1"."subject" as "c2", "t1"."regardingobjectid" as "c3", "t1"."regardingobjecttypecode" as "c4"
from "task" as "t1"
left outer join "systemuser" as "t2" on "t1"."createdby" = "t2"."systemuserid"
where ("t2"."fullname" = ?
and "t1"."regardingobjectid" = "t0"."accountid"
and "t1"."regardingobjecttypecode" = 'account')
order by "t1"."activityid" asc
fetch next ? rows only) as "r1")
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
-- Ann, 5001, 5001
