-- The mart's rows of metrics that are derived again.
delete from mart_daily where list_contains($metrics, metric)
