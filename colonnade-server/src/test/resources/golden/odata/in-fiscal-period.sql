-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.InFiscalPeriod(PropertyName='createdon',PropertyValue=2)
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (((cast(extract(month
from ("timezone"(?, "t0"."createdon") - cast(interval '0 years 3 mons 0 days 0 hours 0 mins 0.0 secs' as interval year to month))) as bigint) - 1) / 3) + 1) = ?
order by "t0"."accountid" asc
fetch next ? rows only
-- Europe/Berlin, 2, 5001
