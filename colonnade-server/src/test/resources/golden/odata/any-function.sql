-- accounts?$select=name&$filter=Account_Tasks/any(t:Microsoft.Dynamics.CRM.In(PropertyName='subject',PropertyValues=['a','b']))
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where exists (select 1
from "task" as "t1"
where ("t0"."accountid" = "t1"."regardingobjectid"
and "t1"."subject" = any (cast(? as varchar[]))))
order by "t0"."accountid" asc
fetch next ? rows only
-- [a, b], 5001
