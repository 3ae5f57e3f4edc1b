-- accounts?$select=name&$expand=primarycontactid/$ref
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."primarycontactid", "t1"."contactid", "t1"."versionnumber"
from "account" as "t0"
left outer join "contact" as "t1" on "t1"."contactid" = "t0"."primarycontactid"
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001
