-- Places and categories to which complaints came back three times or more in the twelve months to the
-- period's end, each within 30 days of a closing.
with complaints as (
    select *, coalesce(compound_code, area_code) as place
    from accepted_issues
    where coalesce(duplicate_of, issue_id) = issue_id
),

returned as (
    select coalesce(compound_code, area_code) as place, category
    from facts
    where coalesce(duplicate_of, issue_id) = issue_id
        and not contains(faults, ',reported_at,')
        and reported_at >= $end - interval 12 month
        and reported_at < $end
        and exists (
            select 1
            from complaints as closed
            where closed.place = coalesce(facts.compound_code, facts.area_code)
                and closed.category = facts.category
                and not contains(coalesce(closed.faults, ''), ',resolved_at,')
                and closed.resolved_at < facts.reported_at
                and closed.resolved_at >= facts.reported_at - interval 30 day
        )
)

select count(*) as value
from (select place from returned group by place, category having count(*) >= 3)
