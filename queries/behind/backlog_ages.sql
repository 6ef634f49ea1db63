-- The issues behind each number of views/backlog_ages, in the band of their age.
select
    file_id, row_number, area_code, reported_day as day,
    coalesce(list_max(list_filter(
        rule.ages, lambda last: last < date_diff('day', reported_day, cast($end as date)) - 1
    )) + 1, 0) as from_days,
    1 as issues,
    case
        when is_marked_overdue or not has_time_fault and due_at < $end and not is_on_time
            then 1
    end as overdue
from filtered('issues', $filter_columns, $filter_values) as issues
cross join parameters_backlog as rule
where reported_at < $end and (resolved_at is null or resolved_at >= $end)
    and not is_left_out and not has_resolution_fault and not has_left
    and coalesce(area_code, 'unspecified') in (from inside($area))
