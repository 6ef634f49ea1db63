-- Closings of issues and complaints of one matter (a category at a place) in their order: whether a
-- closing was followed by a new complaint (is_followed), and whether a complaint came back after a
-- closing (is_back), within the days that the header of rebound_rate says.
with events as (
    select *, resolved_at as moment, 1 as is_closing
    from issues
    where resolved_at is not null and not has_resolution_fault and matter is not null
        and not is_duplicate
    union all
    select *, reported_at as moment, 0 as is_closing
    from issues
    where not has_report_fault and matter is not null and not is_duplicate
),

ordered as (
    select
        *,
        min(case when is_closing = 0 then moment end) over (
            partition by matter order by moment, is_closing
            rows between 1 following and unbounded following
        ) as next_at,
        max(case when is_closing = 1 then moment end) over (
            partition by matter order by moment, is_closing
            rows between unbounded preceding and 1 preceding
        ) as closed_at
    from events
)

select
    ordered.*,
    rule.days,
    is_closing = 1
    and coalesce(date_diff('second', moment, next_at) <= 86400 * rule.days, false) as is_followed,
    is_closing = 0
    and coalesce(date_diff('second', closed_at, moment) <= 86400 * rule.days, false) as is_back
from ordered
cross join parameters_rebound_rate as rule
