select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."revenue"
from "account" as "t0"
where (
  "t0"."name" >= ?
  and (
    "t0"."name" > ?
    or (
      "t0"."name" = ?
      and (
        "t0"."revenue" < ?
        or "t0"."revenue" is null
        or (
          "t0"."revenue" = ?
          and "t0"."accountid" > cast(? as uuid)
        )
      )
    )
  )
)
order by
  "t0"."name" asc nulls first,
  "t0"."revenue" desc nulls last,
  "t0"."accountid" asc
fetch next ? rows only
