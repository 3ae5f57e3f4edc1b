-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='primarycontactid/fullname',PropertyValues=['a'])
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
left outer join "contact" as "t1" on "t0"."primarycontactid" = "t1"."contactid"
where "t1"."fullname" = any (cast(? as varchar[]))
order by "t0"."accountid" asc
fetch next ? rows only
-- [a], 5001
