-- accounts?$select=name&$filter=@p1 eq @p2 and statecode eq @p3&@p1=name&@p2='Acme'&@p3=0
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."name" = ?
and "t0"."statecode" = ?)
order by "t0"."accountid" asc
fetch next ? rows only
-- Acme, 0, 5001
