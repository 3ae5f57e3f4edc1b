-- accounts?$apply=aggregate(revenue with sum as s,revenue with average as a,revenue with min as l,revenue with max as m)
select coalesce(sum("g"."c0"), 0), round(avg("g"."c0"), 10), min("g"."c0"), max("g"."c0"), sum(count(*)) over ()
from (select "t0"."revenue" as "c0"
from "account" as "t0") as "g"
fetch next ? rows only
-- 5001
