-- accounts?$select=name&$filter=creditonhold
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."creditonhold" = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- true, 5001
