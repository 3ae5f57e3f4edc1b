-- accounts?$select=name&$filter=contact_customer_accounts/any(c:c/jobtitle eq 'Boss' and c/Contact_Tasks/any(t:t/subject ne 'x'))
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where exists (select 1
from "contact" as "t1"
where ("t0"."accountid" = "t1"."parentcustomerid"
and "t1"."jobtitle" = ?
and exists (select 1
from "task" as "t2"
where ("t1"."contactid" = "t2"."regardingobjectid"
and ("t2"."subject" <> ?
or "t2"."subject" is null)))))
order by "t0"."accountid" asc
fetch next ? rows only
-- Boss, x, 5001
