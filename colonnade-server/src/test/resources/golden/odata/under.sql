-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.Under(PropertyName='accountid',PropertyValue='11111111-2222-3333-4444-555555555555')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."accountid" in (with recursive "h"("id") as (select "accountid"
from "account"
where "parentaccountid" = cast(? as uuid) union select "n"."accountid"
from "account" as "n"
join "h" on "n"."parentaccountid" = "h"."id") select "h"."id"
from "h"
where "h"."id" is not null)
order by "t0"."accountid" asc
fetch next ? rows only
-- 11111111-2222-3333-4444-555555555555, 5001
