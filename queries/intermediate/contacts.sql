-- Issues whose contact fell due (contact_day) by the end of their system's data, and whether the
-- reporter was contacted within the hours that the header of response_rate says. A system's data
-- end with the last moment that any of its records names.
with ends as (
    select system, max(last_known_at) as end_at
    from issues
    group by system
    having count(contacted_at) > 0
)

select
    issues.*,
    cast(issues.reported_at + rule.hours * interval 1 hour as date) as contact_day,
    coalesce(
        date_diff('second', issues.reported_at, issues.contacted_at) <= 3600 * rule.hours, false
    ) as is_contacted
from issues
join ends on ends.system = issues.system
cross join parameters_response_rate as rule
where not issues.is_left_out
    and not issues.has_report_fault
    and not issues.has_contact_fault
    and date_diff('second', issues.reported_at, ends.end_at) >= 3600 * rule.hours
