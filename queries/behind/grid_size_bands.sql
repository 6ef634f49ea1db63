-- The grids behind each number of views/grid_size_bands.
select
    file_id, row_number, area_code, null as day,
    cast(least(floor(residents / $width), $bands - 1) * $width as integer) as from_residents,
    1 as grids
from areas
where level = 'grid_cell' and residents is not null and not has_resident_fault
    and area_code in (from inside($area))
