-- Of the issues whose 24 hours to be contacted ended in the period, and before the data did, those
-- contacted within them; of systems that record contacts.
with ends as (
    select
        system,
        greatest(
            max(reported_at) filter (not contains(coalesce(faults, ''), ',reported_at,')),
            max(resolved_at) filter (not contains(coalesce(faults, ''), ',resolved_at,'))
        ) as end_at,
        count(contacted_at) > 0 as has_contacts
    from accepted_issues
    group by system
)

select
    count(*) filter (contacted_at <= reported_at + interval 24 hour) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
join ends using (system)
where has_contacts
    and coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',contacted_at,')
    and reported_at + interval 24 hour <= end_at
    and reported_at + interval 24 hour >= $start
    and reported_at + interval 24 hour < $end
