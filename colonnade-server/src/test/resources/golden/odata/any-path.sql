-- accounts?$select=name&$filter=contact_customer_accounts/any(c:c/createdby/fullname eq 'Ann')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where exists (select 1
from "contact" as "t1"
left outer join "systemuser" as "t2" on "t1"."createdby" = "t2"."systemuserid"
where ("t0"."accountid" = "t1"."parentcustomerid"
and "t2"."fullname" = ?))
order by "t0"."accountid" asc
fetch next ? rows only
-- Ann, 5001
