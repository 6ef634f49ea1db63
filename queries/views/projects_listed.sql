-- The projects listed before a day, those that were finished last first.
select
    projects.name, areas.name as area, compounds.name as compound, compounds.compound_code,
    projects.programme,
    stage(projects.done_day, projects.status, $end) as status,
    projects.listed_day,
    case when projects.done_day < $end then projects.done_day end as done_day,
    projects.cost_yuan, projects.households_benefited,
    projects.quantity, projects.quantity_unit
from filtered('projects', $filter_columns, $filter_values) as projects
left join areas on areas.area_code = projects.area_code
left join compounds on compounds.compound_code = projects.compound_code
where projects.listed_day < $end
    and projects.area_code in (from inside($area))
order by projects.done_day desc nulls last, projects.listed_day desc, projects.project_id
limit $most
