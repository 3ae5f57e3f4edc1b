-- accounts?$select=name&$filter=not (name eq 'a' or revenue lt 5)
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (("t0"."name" <> ?
or "t0"."name" is null)
and ("t0"."revenue" >= ?
or "t0"."revenue" is null))
order by "t0"."accountid" asc
fetch next ? rows only
-- a, 5, 5001
