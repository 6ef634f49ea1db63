-- Which of these metrics were judged in an area, of the month that begins on a day: found unusual or
-- not. Of others (too few cases, too short a history, not settled yet) neither can be told.
select metric
from signals
where area_code = $area
    and list_contains($metrics, metric)
    and month = $start
    and state in ('signal', 'none')
