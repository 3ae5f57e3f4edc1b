-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."ownerid" = cast(? as uuid)
order by "t0"."accountid" asc
fetch next ? rows only
-- 00000000-0000-0000-0000-0000000000aa, 5001
