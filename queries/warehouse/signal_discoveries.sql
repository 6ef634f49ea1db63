-- Of everything that is judged together: the least false discovery rate at which a figure is still
-- found (Benjamini and Hochberg, JRSS B 57, 1995, 289-300; the adjusted p of step-up).
with ranked as (
    select metric, area_code, tail * count(*) over () / rank() over (order by tail) as share, tail
    from signals
    where isfinite(tail)
),
adjusted as (
    select metric, area_code, min(share) over (order by tail desc, share) as discovery
    from ranked
)
update signals set discovery = least(adjusted.discovery, 1)
from adjusted
where adjusted.metric = signals.metric and adjusted.area_code = signals.area_code
