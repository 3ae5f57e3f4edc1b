-- accounts?$select=name&$filter=not contains(name,'acme')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (not ("t0"."name" like ?)
or "t0"."name" is null)
order by "t0"."accountid" asc
fetch next ? rows only
-- %acme%, 5001
