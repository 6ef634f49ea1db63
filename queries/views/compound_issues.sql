-- The compounds of an area (or one, wherever it lies, where $compound names it) with their issues: open
-- and overdue at the midnight that ends the period, reported and come back from $since on; the worst
-- first.
with back as (
    select file_id, row_number, true as is_back
    from metric_rebound_cycles
    where day >= $since and day < $end
),
counted as (
    select
        compound_code,
        count(*) filter (where reported_day >= $since) as reported,
        count(*) filter (where is_back) as rebounds,
        count(*) filter (where is_open) as open,
        count(*) filter (where is_open and is_late) as overdue
    from (
        select
            issues.compound_code, issues.reported_day, back.is_back,
            (issues.resolved_at is null or issues.resolved_at >= $end)
            and not issues.has_resolution_fault and not issues.has_left as is_open,
            issues.is_marked_overdue
            or not issues.has_time_fault and issues.due_at < $end and not issues.is_on_time
                as is_late
        from issues
        left join back using (file_id, row_number)
        where not issues.is_left_out and issues.reported_at < $end
            and issues.compound_code is not null
            and ($compound is null or issues.compound_code = $compound)
    )
    group by compound_code
)
select
    compounds.compound_code as compound, compounds.name, areas.name as area, compounds.kind,
    coalesce(counted.overdue, 0) as overdue, coalesce(counted.rebounds, 0) as rebounds,
    coalesce(counted.open, 0) as open, coalesce(counted.reported, 0) as reported
from compounds
left join counted using (compound_code)
left join areas on areas.area_code = compounds.area_code
where case
    when $compound is null then compounds.area_code in (from inside($area))
    else compounds.compound_code = $compound
end
order by overdue desc, rebounds desc, open desc, reported desc, compounds.compound_code
limit $most
