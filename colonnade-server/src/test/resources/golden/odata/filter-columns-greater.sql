-- accounts?$select=name&$filter=not (createdon gt modifiedon)
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."createdon" <= "t0"."modifiedon"
or "t0"."createdon" is null
or "t0"."modifiedon" is null)
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001
