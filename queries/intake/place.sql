-- The areas that the code, the names and the point of each row tell.
select
    parsed.*,
    code.area_code as _by_code, named.area_code as _by_names, around.area_code as _by_point,
    around.point as _point
from row_parsed as parsed
left join accepted_areas as code on code.area_code = parsed.area_code
left join row_names as named on named.path = parsed._names
left join row_points as around
    on around._file = parsed._file and around._row = parsed._row;
