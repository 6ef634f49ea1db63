-- Grids of an area by residents, in bands of $width, of which the last of $bands is open.
select
    cast(least(floor(residents / $width), $bands - 1) as integer) as band,
    cast(band * $width as integer) as from_residents, count(*) as grids
from areas
where level = 'grid_cell' and residents is not null and not has_resident_fault
    and area_code in (from inside($area))
group by all
order by band
