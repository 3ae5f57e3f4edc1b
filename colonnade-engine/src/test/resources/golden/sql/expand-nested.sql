select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."name",
  "t1"."contactid",
  "t1"."versionnumber",
  "t1"."fullname",
  "t2"."systemuserid",
  "t2"."versionnumber",
  "t2"."domainname",
  (
    select json_agg(json_build_array("r3"."c0", "r3"."c1", "r3"."c2"))
    from (
      select
        "t3"."activityid" as "c0",
        "t3"."versionnumber" as "c1",
        "t3"."subject" as "c2"
      from "task" as "t3"
      where (
        "t3"."regardingobjectid" = "t1"."contactid"
        and "t3"."regardingobjecttypecode" = 'contact'
      )
      order by "t3"."activityid" asc
      fetch next ? rows only
    ) as "r3"
  )
from "account" as "t0"
  left outer join "contact" as "t1"
    on "t1"."contactid" = "t0"."primarycontactid"
  left outer join "systemuser" as "t2"
    on "t2"."systemuserid" = "t1"."createdby"
order by "t0"."accountid" asc
fetch next ? rows only
