-- The issues behind each number of views/compound_issues.
with back as (
    select file_id, row_number, true as is_back
    from metric_rebound_cycles
    where day >= $since and day < $end
),

cases as (
    select
        issues.*, back.is_back,
        (resolved_at is null or resolved_at >= $end)
        and not has_resolution_fault and not has_left as is_open,
        is_marked_overdue or not has_time_fault and due_at < $end and not is_on_time as is_late
    from issues
    left join back using (file_id, row_number)
    where not is_left_out and reported_at < $end
        and compound_code in (
            select compound_code
            from compounds
            where case
                when $compound is null then area_code in (from inside($area))
                else compound_code = $compound
            end
        )
)

select
    file_id, row_number, area_code, reported_day as day, compound_code as compound,
    case when is_open and is_late then 1 end as overdue,
    case when is_back then 1 end as rebounds,
    case when is_open then 1 end as open,
    case when reported_day >= $since then 1 end as reported
from cases
