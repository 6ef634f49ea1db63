-- Whether each point lies where its row says.
update intake.row_values set _in_area = row_inside.inside
from row_inside
where row_inside._row = row_values._row;
