-- The rows whose point can be held against the boundary around their area.
select placed._file, placed._row, placed.longitude, placed.latitude, names.around
from intake.row_values as placed
join intake.area_names as names on names.area_code = placed.area_code
where placed._file in (select unnest($files))
    and placed.longitude is not null and placed.latitude is not null and names.around is not null;
