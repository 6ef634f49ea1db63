-- Visits by full-time gridders for each registered gridder and month that is known, a day its share of
-- its month.
with gridders as (
    select count(*) as posts
    from accepted_organisations
    where kind = 'full_time_gridder' and area_code in (from inside)
),

touched as (
    select
        sum(1 / day(last_day(one))) as months,
        count(distinct date_trunc('month', one)) as whole
    from range(cast($start as timestamp), cast($reached as timestamp), interval 1 day) as days (one)
),

made as (
    select count(*) as visits
    from facts
    where visitor_role = 'full_time_gridder'
        and visited_at >= $start and visited_at < $end
)

select
    visits as numerator,
    posts * months * $known_months / whole as denominator,
    numerator / denominator as value
from made, gridders, touched
