select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (
  select "n"."fullname"
  from "contact" as "n"
  where "n"."contactid" = "t0"."primarycontactid"
) = ?
order by "t0"."accountid" asc
fetch next ? rows only
