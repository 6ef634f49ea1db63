-- The issues open at the midnight that ends the period, by how many days ago they were reported
-- (the last day of the period is 0 days ago), and how many of them are past their due time.
with waiting as (
    select
        date_diff('day', reported_day, cast($end as date)) - 1 as age,
        not has_time_fault and due_at < $end and (resolved_at is null or resolved_at > due_at)
            as is_overdue
    from issues
    where reported_at < $end and (resolved_at is null or resolved_at >= $end)
        and not is_duplicate and not has_resolution_fault
        and coalesce(area_code, 'unspecified') in (from inside($area))
        and ($only is null or coalesce(struct_extract(issues, $only_column), '') = $only)
)
select
    case
        when age <= 3 then 0
        when age <= 7 then 4
        when age <= 15 then 8
        when age <= 30 then 16
        else 31
    end as from_days,
    count(*) as issues,
    count(*) filter (where is_overdue) as overdue
from waiting
group by all
order by all
