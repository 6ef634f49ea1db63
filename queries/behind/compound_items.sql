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
        coalesce(done_day < $end, false) as is_done,
        coalesce(status = 'dropped', false) as is_dropped
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
    case when is_done then 1 end as done,
    case when not is_done and not is_dropped then 1 end as open,
    case when is_dropped then 1 end as dropped
from listed
