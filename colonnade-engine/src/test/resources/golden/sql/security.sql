select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."name",
  "t1"."lastname",
  (
    select json_agg(json_build_array("r2"."c0", "r2"."c1", "r2"."c2"))
    from (
      select
        "t2"."activityid" as "c0",
        "t2"."versionnumber" as "c1",
        "t2"."subject" as "c2"
      from "task" as "t2"
      where (
        "t2"."statecode" = ?
        and "t2"."regardingobjectid" = "t0"."accountid"
        and "t2"."regardingobjecttypecode" = 'account'
        and "t2"."owninguser" = cast(? as uuid)
      )
      order by
        "t2"."subject" desc nulls last,
        "t2"."activityid" asc
      fetch next ? rows only
    ) as "r2"
  )
from "account" as "t0"
  left outer join "contact" as "t1"
    on (
      "t0"."primarycontactid" = "t1"."contactid"
      and "t1"."owninguser" = cast(? as uuid)
    )
where "t0"."owninguser" = cast(? as uuid)
order by "t0"."accountid" asc
fetch next ? rows only
