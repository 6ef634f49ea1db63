-- Rows that need no area of their own, with the columns that checks may ask for.
create table intake.row_values as
select *, cast(null as boolean) as _in_area
from intake.row_parsed;
