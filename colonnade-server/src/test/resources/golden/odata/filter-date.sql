-- contacts?$select=fullname&$filter=birthdate lt 2024-01-31
select "t0"."contactid", "t0"."versionnumber", "t0"."fullname"
from "contact" as "t0"
where "t0"."birthdate" < cast(? as date)
order by "t0"."contactid" asc
fetch next ? rows only
-- 2024-01-31, 5001
