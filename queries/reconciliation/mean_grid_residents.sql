-- Mean residents of the grids of an area that hold compounds of a kind: what a rule about the size
-- of grids comes to.
with grids as (
    select residents
    from areas
    where level = 'grid_cell'
        and area_code in (from inside($area))
        and area_code in (select area_code from compounds where kind = $kind)
)
select
    (select count(*) from areas where area_code in (from inside($area))) as held,
    count(residents) as fitting,
    avg(residents) as "value"
from grids
