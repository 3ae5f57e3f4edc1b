select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where exists (
  select 1
  from "account" as "t1"
  where (
    "t1"."accountid" = "t0"."accountid"
    and "t1"."parentaccountid" = cast(? as uuid)
  )
)
order by "t0"."accountid" asc
fetch next ? rows only
