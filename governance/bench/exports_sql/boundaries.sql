-- Rectangles that nest: a street is a column, a community a tenth of its height, a grid five by two.
with grids as (
    select n, 103.6 + 0.02 * (n // 100) + 0.004 * (n % 5) as west,
        29.4 + 0.02 * (n // 10 % 10) + 0.01 * (n % 10 // 5) as south
    from (select unnest(range(1000)) as n)
),
corners as (
    select code_of(n) as code, west, south, west + 0.004 as east, south + 0.01 as north from grids
),
boxes as (
    select left(code, size) as area_code, round(min(west), 3) as west, round(min(south), 3) as south,
        round(max(east), 3) as east, round(max(north), 3) as north
    from corners, (select unnest([6, 9, 12, 15]) as size)
    group by all
)
select
    area_code,
    printf('POLYGON ((%.3f %.3f, %.3f %.3f, %.3f %.3f, %.3f %.3f, %.3f %.3f))',
        west, south, east, south, east, north, west, north, west, south) as geometry
from boxes
order by area_code
