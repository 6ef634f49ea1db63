-- Of the closings whose 30 days ended in the period, and before the data did, those followed within
-- them by another complaint of the category at the place.
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
),

complaints as (
    select *, coalesce(compound_code, area_code) as place
    from accepted_issues
    where coalesce(duplicate_of, issue_id) = issue_id
)

select
    count(*) filter (exists (
        select 1
        from complaints as again
        where again.place = coalesce(facts.compound_code, facts.area_code)
            and again.category = facts.category
            and not contains(coalesce(again.faults, ''), ',reported_at,')
            and again.reported_at > facts.resolved_at
            and again.reported_at <= facts.resolved_at + interval 30 day
    )) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
join ends using (system)
where coalesce(duplicate_of, issue_id) = issue_id
    and not contains(faults, ',resolved_at,')
    and coalesce(compound_code, area_code) is not null
    and category is not null
    and resolved_at + interval 30 day <= end_at
    and resolved_at + interval 30 day >= $start
    and resolved_at + interval 30 day < $end
