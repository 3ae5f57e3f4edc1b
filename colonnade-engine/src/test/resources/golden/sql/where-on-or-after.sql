select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where "t0"."createdon" >= cast(? as timestamp with time zone)
order by "t0"."accountid" asc
fetch next ? rows only
