-- accounts?$select=name&$filter=name eq 'O''Brien'
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."name" = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- O'Brien, 5001
