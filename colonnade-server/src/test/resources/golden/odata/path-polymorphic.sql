-- tasks?$select=subject&$filter=regardingobjectid_contact_task/_accountid_value eq 11111111-2222-3333-4444-555555555555
select "t0"."activityid", "t0"."versionnumber", "t0"."subject"
from "task" as "t0"
left outer join "contact" as "t1" on "t0"."regardingobjectid" = "t1"."contactid"
where "t1"."accountid" = cast(? as uuid)
order by "t0"."activityid" asc
fetch next ? rows only
-- 11111111-2222-3333-4444-555555555555, 5001
