-- How many figures of these metrics, in an area and all areas inside it, have been judged how.
select state, count(*) as series
from signals
where list_contains($metrics, metric)
    and area_code in (from areas_inside($area))
group by state
