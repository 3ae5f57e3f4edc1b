-- accounts?$select=name&$expand=primarycontactid($select=fullname;$filter=statecode eq 0)
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."contactid", "t1"."versionnumber", "t1"."fullname"
from "account" as "t0"
left outer join "contact" as "t1" on ("t1"."contactid" = "t0"."primarycontactid"
and "t1"."statecode" = ?)
order by "t0"."accountid" asc
fetch next ? rows only
-- 0, 5001
