-- accounts?$select=name&$filter=_primarycontactid_value eq 11111111-2222-3333-4444-555555555555
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."primarycontactid" = cast(? as uuid)
order by "t0"."accountid" asc
fetch next ? rows only
-- 11111111-2222-3333-4444-555555555555, 5001
