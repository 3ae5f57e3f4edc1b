select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."name",
  (
    select count(*)
    from (
      select 1 as "one"
      from "account" as "t0"
      where "t0"."statecode" = ?
      fetch next ? rows only
    ) as "a"
  )
from "account" as "t0"
where "t0"."statecode" = ?
order by "t0"."accountid" asc
fetch next ? rows only
