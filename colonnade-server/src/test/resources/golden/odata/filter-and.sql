-- accounts?$select=name&$filter=name eq 'a' and (statecode eq 0 or revenue le 5)
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."name" = ?
and ("t0"."statecode" = ?
or "t0"."revenue" <= ?))
order by "t0"."accountid" asc
fetch next ? rows only
-- a, 0, 5, 5001
