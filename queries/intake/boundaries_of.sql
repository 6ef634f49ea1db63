-- The boundaries of some areas.
select area_code, geometry
from accepted_areas
where area_code in (select unnest($codes));
