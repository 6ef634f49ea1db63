-- issues: the latest state of one issue.
-- A record that names itself in duplicate_of is the original of its group, not a duplicate.
-- Cancelled work is no work. What is closed or referred without a time has left nobody knows when.
-- Faults are kept by column: a faulty due time says nothing about whether the issue was resolved.
with faulty as (
    select
        *,
        coalesce(faults like '%,reported_at,%', false) as has_report_fault,
        coalesce(faults like '%,contacted_at,%', false) as has_contact_fault,
        coalesce(faults like '%,dispatched_at,%', false) as has_dispatch_fault,
        coalesce(faults like '%,responded_at,%', false) as has_response_fault,
        coalesce(faults like '%,resolved_at,%', false) as has_resolution_fault,
        coalesce(faults like '%,due_at,%', false) as has_due_fault,
        coalesce(faults like '%,called_back_at,%', false) as has_call_back_fault
    from accepted_issues
),

told as (
    select
        *,
        coalesce(status = 'cancelled', false) as is_cancelled,
        coalesce(status = 'duplicate', false) or coalesce(duplicate_of <> issue_id, false)
            as is_duplicate,
        resolved_at is not null or coalesce(status = 'closed', is_on_time_recorded, false)
            as is_closed,
        resolved_at is null
            and coalesce(status in ('closed', 'referred'), is_on_time_recorded, false) as has_left
    from faulty
)

select
    *,
    is_duplicate or is_cancelled as is_left_out,
    cast(reported_at as date) as reported_day,
    cast(dispatched_at as date) as dispatched_day,
    cast(responded_at as date) as responded_day,
    cast(resolved_at as date) as resolved_day,
    -- A verdict or answer without its time counts on the day of resolution, else of reporting.
    cast(coalesce(due_at, resolved_at, reported_at) as date) as due_day,
    case
        when not has_call_back_fault and (called_back_at is not null or not has_resolution_fault)
            then cast(coalesce(called_back_at, resolved_at, reported_at) as date)
    end as call_back_day,
    greatest(
        case when not has_report_fault then reported_at end,
        case when not has_resolution_fault then resolved_at end
    ) as last_known_at,
    has_report_fault or has_resolution_fault or has_due_fault as has_time_fault,
    -- By the times, where one is absent by what the ledger says; null where neither tells.
    case
        when due_at is not null and resolved_at is not null then resolved_at <= due_at
        when is_on_time_recorded is not null then is_on_time_recorded
        when is_overdue_recorded and (is_closed or status is not null) then false
        when not is_overdue_recorded and is_closed then true
        when due_at is not null and not has_left then false
    end as is_on_time,
    -- Said to be overdue by a ledger that has no due time, and not closed.
    due_at is null and not is_closed and not has_left and is_overdue_recorded as is_marked_overdue
from told
