-- The projects behind each number of views/compound_items.
with around as (
    select area_rollup.ancestor_code as area_code
    from compounds
    join area_rollup on area_rollup.area_code = compounds.area_code
    where compounds.compound_code = $compound
),

listed as (
    select
        *,
        stage(done_day, status, $end) as stage
    from projects
    where listed_day < $end
        and (
            compound_code = $compound
            or $compound is null and compound_code is not null
            or compound_code is null and area_code in (select area_code from around)
        )
)

select
    file_id, row_number, area_code, listed_day as day,
    coalesce($compound, compound_code) as compound,
    case when compound_code is null then area_code else '' end as place,
    coalesce(programme, '') as programme, coalesce(kind, '') as kind,
    1 as items,
    case when stage = 'done' then 1 end as done,
    case when stage = 'in_progress' then 1 end as in_progress,
    case when stage = 'listed' then 1 end as listed,
    case when stage = 'dropped' then 1 end as dropped
from listed
