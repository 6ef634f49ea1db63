-- Boundaries as valid WGS84 polygons; what has no area is null and so a problem of its type.
update intake.row_parsed set geometry = mended.geometry
from mended
where mended._row = row_parsed._row;
