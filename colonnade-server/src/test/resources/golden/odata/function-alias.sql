-- accounts?$select=name&$filter=Microsoft.Dynamics.CRM.LastXHours(PropertyName=@p1,PropertyValue=@p2)&@p1='modifiedon'&@p2=12
select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ("t0"."modifiedon" >= cast(? as timestamp with time zone)
and "t0"."modifiedon" < cast(? as timestamp with time zone))
order by "t0"."accountid" asc
fetch next ? rows only
-- 2024-05-14T22:00Z, 2024-05-15T10:30:00.000001Z, 5001
