-- accounts?$select=name&$filter=primarycontactid/createdby/fullname eq 'Ann'
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid"
left outer join "systemuser" as "t2" on "t1"."createdby" = "t2"."systemuserid"
where "t2"."fullname" = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- Ann, 5001
