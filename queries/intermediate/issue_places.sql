-- Issues that can come back, with where they are (place): the compound, else the grid cell in which the
-- area on record lies; and the time of which their system's records tell (start_at, end_at).
with spans as (
    select
        system, max(last_known_at) as end_at,
        min(case when not has_report_fault then reported_at end) as start_at
    from issues
    group by system
),

located as (
    select
        issues.*, spans.start_at, spans.end_at,
        coalesce(
            issues.compound_code,
            case when grids.ancestor_code not like '%unspecified' then grids.ancestor_code end
        ) as place
    from issues
    join spans on spans.system = issues.system
    left join area_rollup as grids
        on grids.area_code = issues.area_code and grids.level = 'grid_cell'
    where not issues.is_left_out and issues.category is not null
)

select *, concat(place, ' ', category) as matter
from located
where place is not null
