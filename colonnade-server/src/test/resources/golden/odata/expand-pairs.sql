-- systemusers?$select=fullname&$expand=systemuserroles_association($select=name)
select "t0"."systemuserid", "t0"."versionnumber", "t0"."fullname", "t0"."ownerid", (select json_agg(json_build_array("r1"."c0", "r1"."c1", "r1"."c2"))
from (select "t1"."roleid" as "c0", "t1"."versionnumber" as "c1", "t1"."name" as "c2"
from "role" as "t1"
join "systemuserroles" as "t2" on "t2"."roleid" = "t1"."roleid"
where "t2"."systemuserid" = "t0"."systemuserid"
order by "t1"."roleid" asc
fetch next ? rows only) as "r1")
from "systemuser" as "t0"
order by "t0"."systemuserid" asc
fetch next ? rows only
-- 5001, 5001
