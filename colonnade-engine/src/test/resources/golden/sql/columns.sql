select "t0"."accountid", "t0"."versionnumber", "t0"."name", "t0"."numberofemployees"
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
