-- Coordinates of the export, moved into WGS84.
update intake.row_parsed set longitude = moved.x, latitude = moved.y
from moved
where moved._row = row_parsed._row;
