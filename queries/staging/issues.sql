-- issues: the latest state of one issue.
-- A record that names itself in duplicate_of is the original of its group, not a duplicate.
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
)

select
    *,
    cast(reported_at as date) as reported_day,
    cast(dispatched_at as date) as dispatched_day,
    cast(responded_at as date) as responded_day,
    cast(due_at as date) as due_day,
    cast(resolved_at as date) as resolved_day,
    -- An answer without its time counts on the day of resolution.
    case
        when has_call_back_fault then null
        when called_back_at is not null then cast(called_back_at as date)
        when not has_resolution_fault then cast(resolved_at as date)
    end as call_back_day,
    greatest(
        case when not has_report_fault then reported_at end,
        case when not has_resolution_fault then resolved_at end
    ) as last_known_at,
    coalesce(duplicate_of <> issue_id, false) as is_duplicate,
    has_report_fault or has_resolution_fault or has_due_fault as has_time_fault
from faulty
