select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t1"."subject"
from "account" as "t0"
  left outer join lateral (
    select "t1".*
    from "task" as "t1"
    where "t0"."accountid" = "t1"."regardingobjectid"
    order by "t1"."activityid"
    fetch next 1 rows only
  ) as "t1"
    on true
order by "t0"."accountid" asc
fetch next ? rows only
