-- Projects listed before a day by programme and kind: how many were at which stage by then. One
-- that was finished later was under way.
with staged as (
    select
        *,
        stage(done_day, status, $end) as stage
    from filtered('projects', $filter_columns, $filter_values)
    where listed_day < $end
        and area_code in (from inside($area))
)
select
    coalesce(programme, '') as programme, coalesce(kind, '') as kind, count(*) as projects,
    count(*) filter (where stage = 'listed') as listed,
    count(*) filter (where stage = 'in_progress') as in_progress,
    count(*) filter (where stage = 'done') as done,
    count(*) filter (where stage = 'dropped') as dropped,
    count(*) filter (where stage is null) as unspecified
from staged
group by all
order by projects desc, programme, kind
