select
  "t0"."accountid",
  "t0"."versionnumber",
  "t0"."revenue",
  "t0"."transactioncurrencyid",
  (
    select "n"."currencyname"
    from "transactioncurrency" as "n"
    where "n"."transactioncurrencyid" = "t0"."transactioncurrencyid"
  )
from "account" as "t0"
order by "t0"."accountid" asc
fetch next ? rows only
