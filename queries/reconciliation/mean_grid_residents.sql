-- Mean residents of the grids of an area that hold compounds of a kind: what a rule about the size
-- of grids comes to.
with inside as (
    select distinct area_code from area_rollup where ancestor_code = $area
),
grids as (
    select residents
    from areas
    where level = 'grid_cell'
        and area_code in (select area_code from inside)
        and area_code in (select area_code from compounds where kind = $kind)
)
select
    (select count(*) from areas where area_code in (select area_code from inside)) as held,
    count(residents) as fitting,
    avg(residents) as "value"
from grids
