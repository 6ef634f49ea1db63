-- The items of the lists of views/compound_items of one compound: its own, then those
-- of the places around it; each open ones first.
with around as (
    select area_rollup.ancestor_code as area_code
    from compounds
    join area_rollup on area_rollup.area_code = compounds.area_code
    where compounds.compound_code = $compound
)
select
    projects.project_id, projects.name, projects.programme, projects.kind,
    case when projects.compound_code is null then areas.name end as area,
    stage(projects.done_day, projects.status, $end) as status,
    projects.listed_day,
    case when projects.done_day < $end then projects.done_day end as done_day,
    projects.cost_yuan, projects.households_benefited, projects.quantity, projects.quantity_unit
from projects
left join areas on areas.area_code = projects.area_code
where projects.listed_day < $end
    and (
        projects.compound_code = $compound
        or projects.compound_code is null and projects.area_code in (select area_code from around)
    )
order by
    projects.compound_code is null,
    coalesce(projects.done_day < $end, false) or coalesce(projects.status = 'dropped', false),
    length(projects.area_code) desc, projects.programme,
    projects.kind, projects.listed_day, projects.project_id
limit $most
