-- accounts?$select=name&$orderby=primarycontactid/fullname desc
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."fullname"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid"
order by "t1"."fullname" desc nulls last, "t0"."accountid" asc
fetch next ? rows only
-- 5001
