-- accounts?$select=name&$filter=startswith(name,'[ab]c')
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ((("t0"."name") collate "und-x-icu") ~ ?)
order by "t0"."accountid" asc
fetch next ? rows only
-- (?i)^[ab]c.*$, 5001
