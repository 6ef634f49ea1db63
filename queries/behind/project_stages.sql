-- The projects behind each number of views/project_stages, by their stage at the period's end.
with staged as (
    select
        *,
        stage(done_day, status, $end) as stage
    from filtered('projects', $filter_columns, $filter_values) as projects
    where listed_day < $end
        and area_code in (from inside($area))
)

select
    file_id, row_number, area_code, listed_day as day,
    coalesce(programme, '') as programme, coalesce(kind, '') as kind,
    1 as projects,
    case when stage = 'listed' then 1 end as listed,
    case when stage = 'in_progress' then 1 end as in_progress,
    case when stage = 'done' then 1 end as done,
    case when stage = 'dropped' then 1 end as dropped,
    case when stage is null then 1 end as unspecified
from staged
