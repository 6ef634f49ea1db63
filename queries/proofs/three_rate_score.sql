-- 0.30 of the response rate, 0.35 of the solved rate, 0.35 of the satisfaction rate.
with ends as (
    select
        system,
        greatest(
            max(reported_at) filter (not contains(coalesce(faults, ''), ',reported_at,')),
            max(resolved_at) filter (not contains(coalesce(faults, ''), ',resolved_at,'))
        ) as end_at,
        count(contacted_at) > 0 as has_contacts
    from accepted_issues
    group by system
),

originals as (
    select
        *,
        reported_at + interval 24 hour as contact_due,
        case
            when contains(faults, ',called_back_at,') then null
            when called_back_at is not null then called_back_at
            when not contains(faults, ',resolved_at,') then coalesce(resolved_at, reported_at)
        end as answered_at
    from facts
    join ends using (system)
    where coalesce(duplicate_of, issue_id) = issue_id
        and coalesce(status, '') not in ('cancelled', 'duplicate')
),

rates as (
    select
        avg(cast(coalesce(contacted_at <= contact_due, false) as integer)) filter (
            has_contacts and contact_due <= end_at and contact_due >= $start and contact_due < $end
            and not contains(faults, ',reported_at,') and not contains(faults, ',contacted_at,')
        ) as response,
        avg(cast(is_solved as integer)) filter (answered_at >= $start and answered_at < $end)
            as solved,
        avg(cast(is_satisfied as integer)) filter (answered_at >= $start and answered_at < $end)
            as satisfied
    from originals
)

select 100 * (0.30 * response + 0.35 * solved + 0.35 * satisfied) as value
from rates
