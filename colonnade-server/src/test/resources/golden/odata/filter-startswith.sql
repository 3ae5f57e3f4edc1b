-- accounts?$select=name&$filter=startswith(name,'acme')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."name" >= ?
and "t0"."name" < ?
and "t0"."name" like ?)
order by "t0"."accountid" asc
fetch next ? rows only
-- acme, acme￿, acme%, 5001
