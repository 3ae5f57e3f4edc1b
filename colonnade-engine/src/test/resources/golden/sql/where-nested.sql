select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where not (
  "t0"."name" = ?
  or (
    "t0"."statecode" = ?
    and "t0"."telephone1" is not null
  )
)
order by "t0"."accountid" asc
fetch next ? rows only
