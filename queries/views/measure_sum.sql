-- Additive metrics by area of a level inside an area, window and segment value; of one segment
-- value only where $only names it. Everything but a flow is the running total before the end.
with windows as (
    select unnest($starts) as window_start, unnest($ends) as window_end
),
daily as (
    select
        mart.metric, catalog.time, inside.unit, mart.day,
        case when $only is null then mart.segment_value else '' end as segment_value,
        sum(mart.numerator) as numerator, sum(mart.denominator) as denominator
    from mart_daily as mart
    join metric_catalog as catalog on catalog.key = mart.metric
    join units($level, $area) as inside on inside.area_code = mart.area_code
    where list_contains($metrics, mart.metric) and mart.segment = $segment
        and ($only is null or mart.segment_value = $only)
    group by all
)
select
    daily.metric, daily.unit as area_code, windows.window_start, windows.window_end,
    daily.segment_value, sum(numerator) as numerator, sum(denominator) as denominator
from daily
join windows
    on daily.day < windows.window_end
    and (daily.time <> 'flow' or daily.day >= windows.window_start)
group by all
