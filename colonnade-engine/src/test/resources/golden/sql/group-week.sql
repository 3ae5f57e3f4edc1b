select
  count(*),
  "g"."c0",
  sum(count(*)) over ()
from (
  select ((((cast(
    extract(doy from "timezone"(
      ?,
      "t0"."createdon"
    ))
    as bigint
  ) - 1) + mod(
    (cast(
      extract(isodow from date_trunc('year', "timezone"(
        ?,
        "t0"."createdon"
      )))
      as bigint
    ) + 6),
    7
  )) / 7) + 1) as "c0"
  from "account" as "t0"
) as "g"
group by "g"."c0"
order by "g"."c0" asc nulls first
fetch next ? rows only
