-- accounts?$select=name&$expand=primarycontactid($select=fullname),createdby($select=fullname),Account_Tasks($select=subject),contact_customer_accounts($select=fullname)
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."contactid", "t1"."versionnumber", "t1"."fullname", "t2"."systemuserid", "t2"."versionnumber", "t2"."fullname", "t2"."ownerid", (select json_agg(json_build_array("r3"."c0", "r3"."c1", "r3"."c2", "r3"."c3", "r3"."c4"))
from (select "t3"."activityid" as "c0", "t3"."versionnumber" as "c1", "t3"."subject" as "c2", "t3"."regardingobjectid" as "c3", "t3"."regardingobjecttypecode" as "c4"
from "task" as "t3"
where ("t3"."regardingobjectid" = "t0"."accountid"
and "t3"."regardingobjecttypecode" = 'account')
order by "t3"."activityid" asc
fetch next ? rows only) as "r3"), (select json_agg(json_build_array("r4"."c0", "r4"."c1", "r4"."c2", "r4"."c3", "r4"."c4"))
from (select "t4"."contactid" as "c0", "t4"."versionnumber" as "c1", "t4"."fullname" as "c2", "t4"."parentcustomerid" as "c3", "t4"."parentcustomeridtype" as "c4"
from "contact" as "t4"
where ("t4"."parentcustomerid" = "t0"."accountid"
and "t4"."parentcustomeridtype" = 'account')
order by "t4"."contactid" asc
fetch next ? rows only) as "r4")
from "account" as "t0"
left outer join "contact" as "t1" on "t1"."contactid" = "t0"."primarycontactid"
left outer join "systemuser" as "t2" on "t2"."systemuserid" = "t0"."createdby"
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001, 5001, 5001
