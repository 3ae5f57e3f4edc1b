-- accounts?$select=name&$filter=name eq 'a' or name eq 'b' and statecode eq 1
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."name" = ?
or ("t0"."name" = ?
and "t0"."statecode" = ?))
order by "t0"."accountid" asc
fetch next ? rows only
-- a, b, 1, 5001
