-- Signals that are judged anew, or whose metric is gone.
delete from signals where list_contains($metrics, metric)
