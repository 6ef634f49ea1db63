-- Every accepted area, and whether its boundary is known.
select area_code, name, level, geometry is not null as is_bounded
from intake.grounds
