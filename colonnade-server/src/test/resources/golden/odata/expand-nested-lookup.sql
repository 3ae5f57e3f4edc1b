-- tasks?$select=subject&$expand=regardingobjectid_contact_task($select=fullname;$expand=parentcustomerid_account($select=name;$expand=createdby($select=fullname)))
select "t0"."activityid", "t0"."versionnumber", "t0"."subject", "t1"."contactid", "t1"."versionnumber", "t1"."fullname", "t2"."accountid", "t2"."versionnumber", "t2"."name", "t3"."systemuserid", "t3"."versionnumber", "t3"."fullname", "t3"."ownerid"
from "task" as "t0"
left outer join "contact" as "t1" on ("t1"."contactid" = "t0"."regardingobjectid"
and "t0"."regardingobjecttypecode" = 'contact')
left outer join "account" as "t2" on ("t2"."accountid" = "t1"."parentcustomerid"
and "t1"."parentcustomeridtype" = 'account')
left outer join "systemuser" as "t3" on "t3"."systemuserid" = "t2"."createdby"
order by "t0"."activityid" asc
fetch next ? rows only
-- 5001
