-- The boundaries of one level, in a fixed order.
select area_code, geometry
from intake.grounds
where level = $level and geometry is not null
order by area_code;
