-- A metric's rows of the days that are judged, computed once for all levels. Stands before the
-- metric's view.
create temp table the_dataset as
select columns(lambda name: list_contains($figures, name))
from main.the_dataset
where day >= $since
