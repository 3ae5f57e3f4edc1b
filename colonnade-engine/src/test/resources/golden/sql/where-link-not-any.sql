select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (
  "t0"."name" = ?
  or not exists (
    select 1
    from "contact" as "t1"
    where (
      "t0"."primarycontactid" = "t1"."contactid"
      and "t1"."lastname" = ?
    )
  )
)
order by "t0"."accountid" asc
fetch next ? rows only
