-- Of the closings whose 30 days ended in the period, and before the data did, those followed within
-- them by another complaint of the category at the place: the compound, else the grid cell.
with ends as (
    select
        system,
        greatest(
            max(reported_at) filter (not contains(coalesce(faults, ''), ',reported_at,')),
            max(resolved_at) filter (not contains(coalesce(faults, ''), ',resolved_at,'))
        ) as end_at
    from accepted_issues
    group by system
),

grids as (select area_code, ancestor as grid from above where level = 'grid_cell'),

complaints as (
    select *, coalesce(compound_code, grid) as place
    from accepted_issues
    left join grids using (area_code)
    where coalesce(duplicate_of, issue_id) = issue_id
        and coalesce(status, '') not in ('cancelled', 'duplicate')
)

select
    count(*) filter (exists (
        select 1
        from complaints as again
        where again.place = coalesce(facts.compound_code, grids.grid)
            and again.category = facts.category
            and not contains(coalesce(again.faults, ''), ',reported_at,')
            and again.reported_at > facts.resolved_at
            and again.reported_at <= facts.resolved_at + interval 30 day
    )) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
join ends using (system)
left join grids using (area_code)
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',resolved_at,')
    and coalesce(compound_code, grid) is not null
    and category is not null
    and resolved_at + interval 30 day <= end_at
    and resolved_at + interval 30 day >= $start
    and resolved_at + interval 30 day < $end
