-- The area of each row, by the declared ways in order, beside the text that named it.
create or replace table intake.row_values as
select
    parsed.* replace (
        coalesce(
            case $first when 'code' then code.area_code when 'name_path' then named.area_code
                        when 'point' then around.area_code end,
            case $second when 'code' then code.area_code when 'name_path' then named.area_code
                         when 'point' then around.area_code end,
            case $third when 'code' then code.area_code when 'name_path' then named.area_code
                        when 'point' then around.area_code end
        ) as area_code,
        coalesce(case when $by_code then parsed."area_code.text" end, parsed._names)
            as "area_code.text"
    ),
    around.point as _point,
    coalesce(case when $by_code then code.area_code end, named.area_code) as _stated
from row_parsed as parsed
left join accepted_areas as code on code.area_code = parsed.area_code
left join row_names as named on named.path = parsed._names
left join row_points as around
    on around._file = parsed._file and around._row = parsed._row;
