-- accounts?$select=name&$orderby=_primarycontactid_value
select "t0"."accountid", "t0"."versionnumber", "t0"."name", (select "n"."fullname"
from "contact" as "n"
where "n"."contactid" = "t0"."primarycontactid")
from "account" as "t0"
order by (select "n"."fullname"
from "contact" as "n"
where "n"."contactid" = "t0"."primarycontactid") asc nulls first, "t0"."accountid" asc
fetch next ? rows only
-- 5001
