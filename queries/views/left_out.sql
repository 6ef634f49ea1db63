-- How many records of an area and period each metric leaves out for their faults: for a stock all
-- before the period's end. A record whose own day is unknown belongs to every period.
select left_out.metric, cast(sum(left_out.records) as bigint) as records
from left_out
join metric_catalog as catalog on catalog.key = left_out.metric
where list_contains($metrics, left_out.metric)
    and left_out.area_code in (from inside($area))
    and coalesce(left_out.day < $end, true)
    and (catalog.time = 'stock' or coalesce(left_out.day >= $start, true))
group by left_out.metric
