select
  count(*),
  trunc(
    avg("g"."c0"),
    0
  ),
  max("g"."c1"),
  count(distinct "g"."c2"),
  sum(count(*)) over ()
from (
  select
    "t0"."numberofemployees" as "c0",
    "t0"."createdon" as "c1",
    "t0"."name" as "c2"
  from "account" as "t0"
) as "g"
fetch next ? rows only
