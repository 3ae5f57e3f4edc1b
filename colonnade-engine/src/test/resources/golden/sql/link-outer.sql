select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."lastname"
from "account" as "t0"
  left outer join "contact" as "t1"
    on "t0"."primarycontactid" = "t1"."contactid"
where "t1"."contactid" is null
order by
  "t1"."lastname" asc nulls first,
  "t0"."accountid" asc
fetch next ? rows only
