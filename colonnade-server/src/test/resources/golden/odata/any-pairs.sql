-- systemusers?$select=fullname&$filter=systemuserroles_association/any(r:r/name eq 'Salesperson')
select "t0"."systemuserid", "t0"."versionnumber", "t0"."fullname", "t0"."ownerid"
from "systemuser" as "t0"
where exists (select 1
from "systemuserroles" as "t1"
join "role" as "t2" on ("t1"."roleid" = "t2"."roleid"
and "t2"."name" = ?)
where "t0"."systemuserid" = "t1"."systemuserid")
order by "t0"."systemuserid" asc
fetch next ? rows only
-- Salesperson, 5001
