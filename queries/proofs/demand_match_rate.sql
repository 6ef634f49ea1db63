-- Of the demands listed before the period's end, those with a project listed before it.
select
    count(*) filter (issue_id in (
        select demand_issue_id
        from accepted_projects
        where demand_issue_id is not null
            and status is distinct from 'dropped'
            and listed_on < $end
    )) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where channel = 'demand_list'
    and coalesce(duplicate_of, issue_id) = issue_id
    and not contains(faults, ',reported_at,')
    and reported_at < $end
