-- contacts?$select=fullname&$filter=firstname eq lastname
select "t0"."contactid", "t0"."versionnumber", "t0"."fullname"
from "contact" as "t0"
where "t0"."firstname" = "t0"."lastname"
order by "t0"."contactid" asc
fetch next ? rows only
-- 5001
