-- The mean chance, over the closings whose 30 days ended in the period and before the data did, that
-- one of the other complaints of the category at the place falls into them.
with ends as (
    select
        system,
        min(reported_at) filter (not contains(coalesce(faults, ''), ',reported_at,')) as start_at,
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
    join ends using (system)
    where coalesce(duplicate_of, issue_id) = issue_id
        and coalesce(status, '') not in ('cancelled', 'duplicate')
),

-- How many complaints each place has of a category, and the time of which its systems tell.
matters as (
    select
        place,
        category,
        count(*) filter (not contains(coalesce(faults, ''), ',reported_at,')) as complaints,
        epoch(max(end_at) - min(start_at)) as known_seconds
    from complaints
    group by place, category
),

-- Rounded to parts of 2^30, as the product does, so that sums agree to the last digit.
chances as (
    select
        place,
        category,
        round((1 << 30) * (1 - power(
            1 - epoch(interval 30 day) / known_seconds, complaints - 1
        ))) / (1 << 30) as chance
    from matters
)

select
    sum(chance) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
join ends using (system)
left join grids using (area_code)
join chances
    on chances.place = coalesce(facts.compound_code, grids.grid)
    and chances.category = facts.category
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',resolved_at,')
    and coalesce(compound_code, grid) is not null
    and facts.category is not null
    and resolved_at + interval 30 day <= end_at
    and resolved_at + interval 30 day >= $start
    and resolved_at + interval 30 day < $end
