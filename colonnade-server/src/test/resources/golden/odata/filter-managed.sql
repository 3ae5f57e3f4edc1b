-- customapis?$select=uniquename&$filter=iscustomizable/Value eq true
select "t0"."customapiid", "t0"."versionnumber", "t0"."uniquename"
from "customapi" as "t0"
where "t0"."iscustomizable" = ?
order by "t0"."customapiid" asc
fetch next ? rows only
-- true, 5001
