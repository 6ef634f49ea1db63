-- Places (compound, else grid cell) and categories to which complaints came back three times or more in
-- the twelve months to the period's end: within 30 days of a closing that the complaint before had
-- led to.
with grids as (select area_code, ancestor as grid from above where level = 'grid_cell'),

complaints as (
    select *, coalesce(compound_code, grid) as place
    from accepted_issues
    left join grids using (area_code)
    where coalesce(duplicate_of, issue_id) = issue_id
        and coalesce(status, '') not in ('cancelled', 'duplicate')
),

reported as (
    select
        *,
        lag(reported_at) over (
            partition by place, category order by reported_at, system, issue_id
        ) as complained_at
    from complaints
    where not contains(coalesce(faults, ''), ',reported_at,')
),

returned as (
    select place, category
    from reported
    where (file_id, row_number) in (select (file_id, row_number) from facts)
        and reported_at >= $end - interval 12 month
        and reported_at < $end
        and exists (
            select 1
            from complaints as closed
            where closed.place = reported.place
                and closed.category = reported.category
                and not contains(coalesce(closed.faults, ''), ',resolved_at,')
                and closed.resolved_at < reported.reported_at
                and closed.resolved_at >= reported.reported_at - interval 30 day
                and coalesce(closed.resolved_at >= reported.complained_at, true)
        )
)

select count(*) as value
from (select place from returned group by place, category having count(*) >= 3)
