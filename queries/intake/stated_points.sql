-- Different points of a file beside the area that code or names tell: $most of them, the same at
-- every build.
select distinct placed.longitude, placed.latitude, names.around
from intake.row_values as placed
join intake.area_names as names on names.area_code = placed._stated
where placed._file = $file
    and placed.longitude is not null and placed.latitude is not null and names.around is not null
order by hash(placed.longitude, placed.latitude), names.around
limit $most
