select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."parentaccountid" in (
  with recursive
    "h"("id") as (
      select "accountid"
      from "account"
      where "accountid" = cast(? as uuid)
      union
      select "n"."parentaccountid"
      from "account" as "n"
        join "h"
          on "n"."accountid" = "h"."id"
    )
  select "h"."id"
  from "h"
  where "h"."id" is not null
)
order by "t0"."accountid" asc
fetch next ? rows only
