-- Boundaries as valid WGS84 polygons, and what was wrong with them; one that is refused is null.
-- Their text is thousands of numbers: where one lies stands for it wherever a person is told of it.
alter table intake.row_parsed add column _outline varchar;

update intake.row_parsed set
    geometry = outlines.geometry, _outline = outlines.problem, "geometry.text" = outlines.about
from outlines
where outlines._row = row_parsed._row;
