-- accounts?$select=name&$filter=contains(name,'a_m%e')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."name" like ?
order by "t0"."accountid" asc
fetch next ? rows only
-- %a_m%e%, 5001
