-- One matter, three steps: meetings of a period by step, and what became of the projects that they
-- led to; only meetings that the filters leave.
with held as (
    select meetings.*
    from filtered('meetings', $filter_columns, $filter_values) as meetings
    where held_day >= $start and held_day < $end
        and area_code in (from inside($area))
),
listed as (
    select projects.project_id, projects.done_day
    from projects
    where (system, project_id) in (select (system, project_id) from held)
        and coalesce(status <> 'dropped', true)
)
select
    count(*) as meetings,
    count(*) filter (where step = 'residents_raise') as residents_raise,
    count(*) filter (where step = 'branch_deliberates') as branch_deliberates,
    count(*) filter (where step = 'community_acts') as community_acts,
    count(*) filter (where step is null) as unspecified,
    (select count(*) from listed) as listed,
    (select count(*) from listed where done_day < $known) as done
from held
