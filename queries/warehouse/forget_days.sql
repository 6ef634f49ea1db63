-- The metric's rows of these days go; they are about to be made anew.
delete from mart_daily
where metric = $metric and list_contains($days, day)
