select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."name",
  "t1"."lastname",
  "t2"."activityid"
from "account" as "t0"
  left outer join (
    "contact" as "t1"
      join "task" as "t2"
        on "t1"."contactid" = "t2"."regardingobjectid"
  )
    on "t0"."primarycontactid" = "t1"."contactid"
order by
  "t0"."accountid" asc,
  "t2"."activityid" asc nulls first
fetch next ? rows only
