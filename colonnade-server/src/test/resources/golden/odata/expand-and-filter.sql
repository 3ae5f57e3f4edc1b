-- accounts?$select=name&$expand=primarycontactid($select=fullname)&$filter=primarycontactid/lastname eq 'Lee'
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t2"."contactid", "t2"."versionnumber", "t2"."fullname"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid"
left outer join "contact" as "t2" on "t2"."contactid" = "t0"."primarycontactid"
where "t1"."lastname" = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- Lee, 5001
