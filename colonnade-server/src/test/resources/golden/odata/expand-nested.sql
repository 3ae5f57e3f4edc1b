-- accounts?$select=name&$expand=contact_customer_accounts($select=fullname;$expand=Contact_Tasks($select=subject),createdby($select=fullname))
select "t0"."accountid", "t0"."versionnumber", "t0"."name", (select json_agg(json_build_array("r1"."c0", "r1"."c1", "r1"."c2", "r1"."c3", "r1"."c4", "r1"."c5", "r1"."c6", "r1"."c7"))
from (select "t1"."contactid" as "c0", "t1"."versionnumber" as "c1", "t1"."fullname" as "c2", (select json_agg(json_build_array("r2"."c0", "r2"."c1", "r2"."c2"))
from (select "t2"."activityid" as "c0", "t2"."versionnumber" as "c1", "t2"."subject" as "c2"
from "task" as "t2"
where ("t2"."regardingobjectid" = "t1"."contactid"
and "t2"."regardingobjecttypecode" = 'contact')
order by "t2"."activityid" asc
fetch next ? rows only) as "r2") as "c3", "t3"."systemuserid" as "c4", "t3"."versionnumber" as "c5", "t3"."fullname" as "c6", "t3"."ownerid" as "c7"
from "contact" as "t1"
left outer join "systemuser" as "t3" on "t3"."systemuserid" = "t1"."createdby"
where ("t1"."parentcustomerid" = "t0"."accountid"
and "t1"."parentcustomeridtype" = 'account')
order by "t1"."contactid" asc
fetch next ? rows only) as "r1")
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001, 5001, 5001
