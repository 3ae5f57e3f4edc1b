-- accounts?$select=name,revenue
select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."revenue", "t0"."transactioncurrencyid"
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001
