-- The issues behind each number of views/issue_funnel: 1 where one reached the step, its hours where
-- they count.
select
    file_id, row_number, area_code, reported_day as day,
    1 as reported,
    case when contacted_at is not null then 1 end as contacted,
    case when dispatched_at is not null then 1 end as dispatched,
    case when resolved_at is not null and dispatched_at is null then 1 end as settled,
    case when dispatched_at is not null and responded_at is not null then 1 end as responded,
    case when resolved_at is not null then 1 end as closed,
    case when resolved_at is not null and called_back_at is not null then 1 end as called_back,
    case when resolved_at is not null and called_back_at is not null and is_solved then 1 end
        as solved,
    case
        when resolved_at is not null and called_back_at is not null and is_solved and is_satisfied
            then 1
    end as satisfied,
    case
        when not has_contact_fault and contacted_at >= reported_at
            then epoch(contacted_at - reported_at) / 3600
    end as contact_hours,
    case
        when not has_dispatch_fault and dispatched_at >= reported_at
            then epoch(dispatched_at - reported_at) / 3600
    end as dispatch_hours,
    case
        when not has_response_fault and not has_dispatch_fault and responded_at >= dispatched_at
            then epoch(responded_at - dispatched_at) / 3600
    end as response_hours,
    case
        when not has_resolution_fault and resolved_at >= reported_at
            then epoch(resolved_at - reported_at) / 3600
    end as closing_hours,
    case
        when not has_resolution_fault and not has_call_back_fault and called_back_at >= resolved_at
            then epoch(called_back_at - resolved_at) / 3600
    end as call_back_hours
from filtered('issues', $filter_columns, $filter_values) as issues
where reported_at >= $start and reported_at < $end and not is_left_out
    and coalesce(area_code, 'unspecified') in (from inside($area))
