-- The meetings behind each step of views/three_steps, and the projects that they led to.
with held as (
    select *
    from filtered('meetings', $filter_columns, $filter_values) as meetings
    where held_day >= $start and held_day < $end
        and area_code in (from inside($area))
)

select
    file_id, row_number, area_code, held_day as day,
    case when step = 'residents_raise' then 1 end as residents_raise,
    case when step = 'branch_deliberates' then 1 end as branch_deliberates,
    case when step = 'community_acts' then 1 end as community_acts,
    case when step is null then 1 end as unspecified,
    null as listed,
    null as done
from held
union all
select
    file_id, row_number, area_code, listed_day as day,
    null, null, null, null,
    1 as listed,
    case when done_day < $known then 1 end as done
from projects
where project_id in (select project_id from held)
    and coalesce(status <> 'dropped', true)
