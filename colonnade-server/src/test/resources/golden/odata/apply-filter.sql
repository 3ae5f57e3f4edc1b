-- accounts?$apply=filter(address1_city eq 'Rome')/groupby((industrycode),aggregate($count as n))&$orderby=industrycode
select "g"."c0", count(*), sum(count(*)) over ()
from (select "t0"."industrycode" as "c0"
from "account" as "t0"
where "t0"."address1_city" = ?) as "g"
group by "g"."c0"
order by "g"."c0" asc nulls first
fetch next ? rows only
-- Rome, 5001
