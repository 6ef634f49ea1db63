-- Every issue of one place and category up to the end of the period, the latest first, with the
-- days since the closing before it. No personal column.
with cases as (
    select
        issue_id, channel, department, reported_at, resolved_at, is_solved, is_satisfied,
        max(case when not has_resolution_fault then resolved_at end) over (
            order by reported_at, issue_id rows between unbounded preceding and 1 preceding
        ) as closed_before
    from issue_places
    where place = $place and category = $category
        and reported_at >= $since and reported_at < $end
)
select
    issue_id, channel, department, reported_at, resolved_at, is_solved, is_satisfied,
    case when reported_at > closed_before
        then epoch(reported_at - closed_before) / 86400 end as days_after
from cases
order by reported_at desc
limit $most
