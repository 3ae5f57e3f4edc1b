select
  "g"."c0",
  count("g"."c1"),
  sum(count(*)) over ()
from (
  select
    "t0"."name" as "c0",
    "t1"."activityid" as "c1"
  from "account" as "t0"
    left outer join "task" as "t1"
      on "t0"."accountid" = "t1"."regardingobjectid"
) as "g"
group by "g"."c0"
order by "g"."c0" asc nulls first
fetch next ? rows only
