-- accounts?$apply=groupby((statuscode),aggregate($count as n))
select "g"."c0", count(*), sum(count(*)) over ()
from (select "t0"."statuscode" as "c0"
from "account" as "t0") as "g"
group by "g"."c0"
order by "g"."c0" asc nulls first
fetch next ? rows only
-- 5001
