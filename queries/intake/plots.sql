-- Every area with its boundary, to be held against its siblings and its parent.
select area_code, coalesce(parent_code, ''), level, geometry
from intake.grounds
order by area_code;
