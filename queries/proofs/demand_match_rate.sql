-- Of the demands listed before the period's end, those with a project of their system listed before it;
-- of systems with a project that names a demand.
with answers as (select * from accepted_projects where demand_issue_id is not null)

select
    count(*) filter ((system, issue_id) in (
        select (system, demand_issue_id)
        from answers
        where status is distinct from 'dropped' and listed_on < $end
    )) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where channel = 'demand_list'
    and coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',reported_at,')
    and reported_at < $end
    and system in (select system from answers)
