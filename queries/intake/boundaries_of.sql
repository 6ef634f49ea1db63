-- The boundaries of some areas.
select area_code, geometry
from intake.grounds
where area_code in (select unnest($codes));
