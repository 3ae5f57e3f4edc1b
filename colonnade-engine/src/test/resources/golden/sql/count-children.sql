select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."name",
  (
    select count(*)
    from "account" as "t1"
    where "t1"."parentaccountid" = "t0"."accountid"
  )
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
