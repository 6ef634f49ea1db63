-- What is wrong between boundaries is a problem of the row that drew one of them, which is flagged.
insert into row_problems
select
    drawn.drawn_by, drawn.drawn_row, 'geometry',
    coalesce(concat_ws(' ', other.area_code, other.name), ''), misfits.problem, misfits.detail,
    'flag'
from misfits
join intake.grounds as drawn on drawn.area_code = misfits.code
left join intake.grounds as other on other.area_code = misfits.other;

create or replace table intake.doubted as
select distinct drawn.drawn_by, drawn.drawn_row
from misfits
join intake.grounds as drawn on drawn.area_code = misfits.code;
