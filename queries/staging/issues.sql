-- issues: the latest state of one issue.
-- A record that names itself in duplicate_of is the original of its group, not a duplicate.
-- Faults are kept by column: a faulty due time says nothing about whether the issue was resolved.
with faulty as (
    select
        *,
        coalesce(faults like '%,reported_at,%', false) as has_report_fault,
        coalesce(faults like '%,resolved_at,%', false) as has_resolution_fault,
        coalesce(faults like '%,due_at,%', false) as has_due_fault
    from accepted_issues
)

select
    *,
    cast(reported_at as date) as reported_day,
    cast(due_at as date) as due_day,
    cast(resolved_at as date) as resolved_day,
    coalesce(duplicate_of <> issue_id, false) as is_duplicate,
    has_report_fault or has_resolution_fault or has_due_fault as has_time_fault
from faulty
