select
  count(*),
  "g"."c0",
  sum(count(*)) over ()
from (
  select cast(
    extract(month from "timezone"(
      ?,
      "t0"."createdon"
    ))
    as bigint
  ) as "c0"
  from "account" as "t0"
) as "g"
group by "g"."c0"
order by "g"."c0" asc nulls first
fetch next ? rows only
