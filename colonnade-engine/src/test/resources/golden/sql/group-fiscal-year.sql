select
  count(*),
  "g"."c0",
  sum(count(*)) over ()
from (
  select (cast(
    extract(year from ("timezone"(
      ?,
      "t0"."createdon"
    ) - cast(interval '0 years 3 mons 0 days 0 hours 0 mins 0.0 secs' as interval year to month)))
    as bigint
  ) + 1) as "c0"
  from "account" as "t0"
) as "g"
group by "g"."c0"
order by "g"."c0" asc nulls first
fetch next ? rows only
