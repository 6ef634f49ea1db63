-- The issues open at the midnight that ends the period, by how many days ago they were reported
-- (the last day of the period is 0 days ago), and how many of them are past their due time. The
-- last days of the bands, the open one apart, are those in the header of backlog.
with waiting as (
    select
        date_diff('day', reported_day, cast($end as date)) - 1 as age,
        is_marked_overdue or not has_time_fault and due_at < $end and not is_on_time as is_overdue
    from filtered('issues', $filter_columns, $filter_values) as issues
    where reported_at < $end and (resolved_at is null or resolved_at >= $end)
        and not is_left_out and not has_resolution_fault and not has_left
        and coalesce(area_code, 'unspecified') in (from inside($area))
)
select
    coalesce(list_max(list_filter(rule.ages, lambda last: last < age)) + 1, 0) as from_days,
    count(*) as issues,
    count(*) filter (where is_overdue) as overdue
from waiting
cross join parameters_backlog as rule
group by all
order by all
