-- What became of the issues reported in the period, in an area: how many reached each step, and
-- the median hours that the step took. Only those that the filters leave.
with cohort as (
    select
        *,
        dispatched_at is not null as was_dispatched,
        case when not has_contact_fault then epoch(contacted_at - reported_at) / 3600 end
            as contact_hours,
        case when not has_dispatch_fault then epoch(dispatched_at - reported_at) / 3600 end
            as dispatch_hours,
        case when not has_response_fault and not has_dispatch_fault
            then epoch(responded_at - dispatched_at) / 3600 end as response_hours,
        case when not has_resolution_fault then epoch(resolved_at - reported_at) / 3600 end
            as closing_hours,
        case when not has_resolution_fault and not has_call_back_fault
            then epoch(called_back_at - resolved_at) / 3600 end as call_back_hours
    from filtered('issues', $filter_columns, $filter_values) as issues
    where reported_at >= $start and reported_at < $end and not is_left_out
        and coalesce(area_code, 'unspecified') in (from inside($area))
)
select
    count(*) as reported,
    count(contacted_at) as contacted,
    count(*) filter (where was_dispatched) as dispatched,
    count(*) filter (where is_closed and not was_dispatched) as settled,
    count(*) filter (where was_dispatched and responded_at is not null) as responded,
    count(*) filter (where is_closed) as closed,
    count(*) filter (where is_closed and called_back_at is not null) as called_back,
    count(*) filter (where is_closed and called_back_at is not null and is_solved) as solved,
    count(*) filter (
        where is_closed and called_back_at is not null and is_solved and is_satisfied
    ) as satisfied,
    median(contact_hours) filter (where contact_hours >= 0) as contact_hours,
    median(dispatch_hours) filter (where dispatch_hours >= 0) as dispatch_hours,
    median(response_hours) filter (where response_hours >= 0) as response_hours,
    median(closing_hours) filter (where closing_hours >= 0) as closing_hours,
    median(call_back_hours) filter (where call_back_hours >= 0) as call_back_hours
from cohort
