select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."revenue"
from "account" as "t0"
where (
  "t0"."name" is not null
  or (
    "t0"."name" is null
    and "t0"."revenue" is null
    and "t0"."accountid" > cast(? as uuid)
  )
)
order by
  "t0"."name" asc nulls first,
  "t0"."revenue" desc nulls last,
  "t0"."accountid" asc
fetch next ? rows only
