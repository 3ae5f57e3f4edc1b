select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where (
  "t0"."ownerid" in (
    with recursive
      "h"("id") as (
        select "systemuserid"
        from "systemuser"
        where "systemuserid" = cast(? as uuid)
        union
        select "n"."systemuserid"
        from "systemuser" as "n"
          join "h"
            on "n"."parentsystemuserid" = "h"."id"
      )
    select "h"."id"
    from "h"
    where "h"."id" is not null
  )
  or exists (
    select 1
    from "teammembership" as "t1"
    where (
      "t1"."teamid" = "t0"."ownerid"
      and "t1"."systemuserid" in (
        with recursive
          "h"("id") as (
            select "systemuserid"
            from "systemuser"
            where "systemuserid" = cast(? as uuid)
            union
            select "n"."systemuserid"
            from "systemuser" as "n"
              join "h"
                on "n"."parentsystemuserid" = "h"."id"
          )
        select "h"."id"
        from "h"
        where "h"."id" is not null
      )
    )
  )
)
order by "t0"."accountid" asc
fetch next ? rows only
