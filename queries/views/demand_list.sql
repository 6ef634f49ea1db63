-- The demands raised before a day, each with the project that answers it and how far that is.
select
    issues.area_code, areas.name as area, issues.issue_id, issues.category, issues.reported_day,
    projects.name as project,
    case when projects.done_day < $end then projects.done_day end as done_day,
    stage(projects.done_day, projects.status, $end) as status
from issues
left join areas on areas.area_code = issues.area_code
left join projects
    on projects.system = issues.system and projects.demand_issue_id = issues.issue_id
    and coalesce(projects.status <> 'dropped', true)
    and projects.listed_day < $end
where issues.channel = 'demand_list' and not issues.is_left_out and not issues.has_report_fault
    and issues.reported_day < $end
    and issues.area_code in (from inside($area))
order by areas.name, issues.issue_id, projects.project_id
limit $most
