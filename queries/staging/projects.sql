-- projects: the latest state of one project.
-- done_day: the completion date where it can be believed; what is marked done without one counts
-- from the day of its listing; what was dropped is never done.
-- A project lies where its compound does.
with placed as (
    select projects.*, compounds.longitude, compounds.latitude
    from accepted_projects as projects
    left join accepted_compounds as compounds
        on compounds.compound_code = projects.compound_code
        and coalesce(compounds.faults not like '%,longitude,%', true)
),

checked as (
    select
        *,
        listed_on as listed_day,
        finished_on as finished_day,
        coalesce(faults like '%,finished_on,%', false) as has_finish_fault,
        coalesce(faults like '%,cost_yuan,%', false) as has_cost_fault,
        coalesce(faults like '%,households_benefited,%', false) as has_benefit_fault,
        coalesce(faults like '%,quantity,%', false) as has_quantity_fault
    from placed
)

select
    *,
    case
        when status = 'dropped' then null
        when finished_on is not null and not has_finish_fault then finished_on
        when status = 'done' then listed_on
    end as done_day
from checked
