-- projects: the latest state of one project.
select
    *,
    listed_on as listed_day,
    finished_on as finished_day,
    coalesce(faults like '%,finished_on,%', false) as has_finish_fault
from accepted_projects
