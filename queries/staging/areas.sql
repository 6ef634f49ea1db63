-- areas: the hierarchy that every fact hangs on.
select *
from accepted_areas
