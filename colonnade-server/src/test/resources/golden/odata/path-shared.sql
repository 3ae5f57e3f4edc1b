-- accounts?$select=name&$filter=primarycontactid/fullname eq 'Ann' and primarycontactid/lastname ne 'Lee'&$orderby=primarycontactid/fullname
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."fullname"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid"
where ("t1"."fullname" = ?
and ("t1"."lastname" <> ?
or "t1"."lastname" is null))
order by "t1"."fullname" asc nulls first, "t0"."accountid" asc
fetch next ? rows only
-- Ann, Lee, 5001
