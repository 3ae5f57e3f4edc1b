-- accounts?$select=_primarycontactid_value,_ownerid_value
select "t0"."accountid", "t0"."versionnumber", "t0"."primarycontactid", "t0"."ownerid", "t0"."owneridtype"
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
-- 5001
