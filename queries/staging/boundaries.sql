-- boundaries: the outline of one area.
select *
from accepted_boundaries
