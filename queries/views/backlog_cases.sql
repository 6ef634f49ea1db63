-- The issues open at the midnight that ends the period that were reported more than $older days before
-- its last day, the oldest first; only those past their due time where $is_overdue. `cases` is how
-- many there are altogether. They are the rows that backlog_ages.sql counts in its bands.
select
    issues.issue_id, issues.reported_at, issues.due_at, area_list.area_name,
    issues.channel, issues.category, issues.department,
    date_diff('day', issues.reported_day, cast($end as date)) - 1 as age,
    count(*) over () as cases
from filtered('issues', $filter_columns, $filter_values) as issues
left join area_list on area_list.area_code = issues.area_code and not area_list.is_rest
where issues.reported_at < $end and (issues.resolved_at is null or issues.resolved_at >= $end)
    and not issues.is_left_out and not issues.has_resolution_fault and not issues.has_left
    and coalesce(issues.area_code, 'unspecified') in (from inside($area))
    and date_diff('day', issues.reported_day, cast($end as date)) - 1 > $older
    and (
        not $is_overdue
        or issues.is_marked_overdue
        or not issues.has_time_fault and issues.due_at < $end and not issues.is_on_time
    )
order by issues.reported_at, issues.issue_id
limit $most
