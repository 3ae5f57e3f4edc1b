-- accounts?$select=name&$filter=primarycontactid/fullname eq 'Ann'
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid"
where "t1"."fullname" = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- Ann, 5001
