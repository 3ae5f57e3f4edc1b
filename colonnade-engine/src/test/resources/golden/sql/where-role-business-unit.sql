select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where exists (
  select 1
  from "systemuserroles" as "t1"
    join "role" as "t2"
      on "t2"."roleid" = "t1"."roleid"
  where (
    "t1"."systemuserid" = cast(? as uuid)
    and "t2"."businessunitid" = "t0"."owningbusinessunit"
  )
)
order by "t0"."accountid" asc
fetch next ? rows only
