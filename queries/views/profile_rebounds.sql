-- Places of an area whose complaint came back within 30 days of a closing and was open at the end
-- of a day's eve, with how often that happened in 12 months: as the metric rebound_cycles has it.
with near as (
    select *, resolved_day < $end and not has_resolution_fault as is_closed
    from issues
    where matter is not null and not is_duplicate and not has_report_fault
        and reported_day < $end and reported_day >= $end - interval 24 month
        and coalesce(area_code, 'unspecified') in (from inside($area))
),
closings as (
    select matter, resolved_at as closed_at from near where is_closed
),
rebounds as (
    select near.*, not coalesce(is_closed, false) as is_open
    from near
    asof join closings on closings.matter = near.matter and near.reported_at > closings.closed_at
    where date_diff('second', closed_at, reported_at) <= 2592000
        and reported_day >= $end - interval 12 month
),
named as (
    select compound_code, any_value(name) as name from compounds group by compound_code
)
select
    coalesce(any_value(named.name), any_value(areas.name)) as place,
    any_value(category) as category, count(*) as cycles,
    min(reported_day) filter (where is_open) as open_since
from rebounds
left join named on named.compound_code = rebounds.compound_code
left join areas on areas.area_code = rebounds.area_code
group by matter
having bool_or(is_open)
order by cycles desc, open_since, matter
limit $most
