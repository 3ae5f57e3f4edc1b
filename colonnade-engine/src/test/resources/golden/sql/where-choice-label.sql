select "t0"."accountid", "t0"."versionnumber", "t0"."name"
from "account" as "t0"
where ((case "t0"."statuscode"
  when 1 then 'Active'
  when 2 then 'Inactive'
end) collate "ci") = ?
order by "t0"."accountid" asc
fetch next ? rows only
