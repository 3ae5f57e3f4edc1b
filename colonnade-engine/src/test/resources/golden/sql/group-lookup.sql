select
  count(*),
  "g"."c0",
  "g"."c1",
  case "g"."c1"
    when 'systemuser' then (
      select "n"."fullname"
      from "systemuser" as "n"
      where "n"."systemuserid" = "g"."c0"
    )
    when 'team' then (
      select "n"."name"
      from "team" as "n"
      where "n"."teamid" = "g"."c0"
    )
  end,
  coalesce(
    sum("g"."c2"),
    0
  ),
  sum(count(*)) over ()
from (
  select
    "t0"."ownerid" as "c0",
    "t0"."owneridtype" as "c1",
    "t0"."revenue" as "c2"
  from "account" as "t0"
) as "g"
group by "g"."c0", "g"."c1"
order by
  coalesce(
    sum("g"."c2"),
    0
  ) desc nulls last,
  "g"."c0" asc nulls first,
  "g"."c1" asc nulls first
fetch next ? rows only
