-- Closings of issues and complaints of one matter (a category at a place) in their order, by the days
-- in the header of rebound_rate. Of a closing: whether these days have passed by the end of its
-- system's data (has_passed), whether a complaint followed within them (is_followed), and how likely
-- one would have, had the matter's other complaints come at random in the time of which its systems
-- tell (expected). Of a complaint: whether it came back after a closing that followed the complaint
-- before it (is_back).
with events as (
    select *, resolved_at as moment, 1 as is_closing
    from issue_places
    where resolved_at is not null and not has_resolution_fault
    union all
    select *, reported_at as moment, 0 as is_closing
    from issue_places
    where not has_report_fault
),

ordered as (
    select
        *,
        min(case when is_closing = 0 then moment end) over later as next_at,
        max(case when is_closing = 1 then moment end) over earlier as closed_at,
        max(case when is_closing = 0 then moment end) over earlier as complained_at,
        count(case when is_closing = 0 then 1 end) over whole as complaints,
        date_diff('second', min(start_at) over whole, max(end_at) over whole) as known_seconds
    from events
    window
        whole as (partition by matter),
        earlier as (
            partition by matter order by moment, is_closing, system, issue_id
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by matter order by moment, is_closing, system, issue_id
            rows between 1 following and unbounded following
        )
),

timed as (
    select
        ordered.*, 86400 * rule.days as span,
        cast(moment + rule.days * interval 1 day as date) as passed_day,
        is_closing = 1 and date_diff('second', moment, end_at) >= 86400 * rule.days as has_passed
    from ordered
    cross join parameters_rebound_rate as rule
)

select
    *,
    has_passed and coalesce(date_diff('second', moment, next_at) <= span, false) as is_followed,
    -- In parts of 2^30, which add up to the same in any order.
    cast(round(
        1073741824 * (1 - power(1 - cast(span as double) / known_seconds, greatest(complaints - 1, 0)))
    ) as double) / 1073741824 as expected,
    is_closing = 0
    and coalesce(date_diff('second', closed_at, moment) <= span, false)
    and coalesce(closed_at >= complained_at, true) as is_back
from timed
