-- For every area that a fact may carry, the area above it (or itself) at each level.
-- Facts known only to a higher area stand under '<its code>/unspecified' at the levels below,
-- so that the parts always add up to the whole.
create or replace table area_rollup as
with recursive climb as (
    select area_code, area_code as ancestor_code from areas
    union all
    select climb.area_code, areas.parent_code
    from climb
    join areas on areas.area_code = climb.ancestor_code
    where areas.parent_code is not null
),
levels as (
    select * from (values
        ('district', 1), ('street_office', 2), ('community', 3), ('grid_cell', 4), ('micro_grid', 5)
    ) as ranked (level, rank)
    where level in (select level from areas)
),
ancestors as (
    select climb.area_code, climb.ancestor_code, levels.level, levels.rank
    from climb
    join areas on areas.area_code = climb.ancestor_code
    join levels on levels.level = areas.level
),
gaps as (
    select
        areas.area_code, levels.level,
        max_by(above.ancestor_code, above.rank) as nearest
    from areas
    cross join levels
    left join ancestors as above
        on above.area_code = areas.area_code and above.rank < levels.rank
    where not exists (
        select 1 from ancestors as own
        where own.area_code = areas.area_code and own.level = levels.level
    )
    group by areas.area_code, levels.level
)
select area_code, level, ancestor_code from ancestors
union all
select area_code, level, coalesce(nearest || '/', '') || 'unspecified' from gaps
union all
select 'unspecified', level, 'unspecified' from levels
union all
select area_code, 'all', 'all' from areas
union all
select 'unspecified', 'all', 'all';


-- The community in which each area of it lies, and every other area for itself.
create or replace table area_wide as
select areas.area_code, coalesce(around.ancestor_code, areas.area_code) as wide_code
from areas
left join area_rollup as around
    on around.area_code = areas.area_code and around.level = 'community'
    and around.ancestor_code in (select area_code from areas);
