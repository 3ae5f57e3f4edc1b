select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."lastname"
from "account" as "t0"
  join "contact" as "t1"
    on (
      "t0"."primarycontactid" = "t1"."contactid"
      and "t1"."lastname" >= ?
      and "t1"."lastname" < ?
      and "t1"."lastname" like ?
    )
order by "t0"."accountid" asc
fetch next ? rows only
