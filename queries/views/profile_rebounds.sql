-- Places of an area with an issue that came back after a closing and was open at the end of a day's
-- eve, with how often that happened: cycles of the metric rebound_cycles, in its months before.
with matters as (
    select
        issues.*, back.entity,
        coalesce(issues.resolved_day >= $end or issues.has_resolution_fault, true) as is_open
    from metric_rebound_cycles as back
    cross join parameters_rebound_cycles as rule
    join issue_places as issues using (file_id, row_number)
    where back.day < $end and back.day >= $end - to_months(rule.lookback_months)
        and coalesce(back.area_code, 'unspecified') in (from inside($area))
),
named as (
    select compound_code, any_value(name) as name from compounds group by compound_code
)
select
    coalesce(any_value(named.name), any_value(areas.name), any_value(matters.place)) as place,
    any_value(named.compound_code) as compound_code, any_value(category) as category,
    count(*) as cycles,
    min(reported_day) filter (where is_open) as open_since
from matters
left join named on named.compound_code = matters.place
left join areas on areas.area_code = matters.place
group by entity
having bool_or(is_open)
order by cycles desc, open_since, entity
limit $most
