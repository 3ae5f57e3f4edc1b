select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."primarycontactid",
  (
    select "n"."fullname"
    from "contact" as "n"
    where "n"."contactid" = "t0"."primarycontactid"
  ),
  "t0"."ownerid",
  "t0"."owneridtype",
  case "t0"."owneridtype"
    when 'systemuser' then (
      select "n"."fullname"
      from "systemuser" as "n"
      where "n"."systemuserid" = "t0"."ownerid"
    )
    when 'team' then (
      select "n"."name"
      from "team" as "n"
      where "n"."teamid" = "t0"."ownerid"
    )
  end
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
