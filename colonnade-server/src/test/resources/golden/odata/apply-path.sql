-- accounts?$apply=groupby((primarycontactid/fullname),aggregate(revenue with sum as total))
select coalesce(sum("g"."c0"), 0), "g"."c1", sum(count(*)) over ()
from (select "t0"."revenue" as "c0", "t1"."fullname" as "c1"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid") as "g"
group by "g"."c1"
order by "g"."c1" asc nulls first
fetch next ? rows only
-- 5001
