select "r"."c0"
from (
  select distinct "t0"."address1_city" as "c0"
  from "account" as "t0"
) as "r"
order by "r"."c0" desc nulls last
fetch next ? rows only
