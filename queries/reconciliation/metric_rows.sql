-- How many rows a metric counts inside an area in the days from $from_day to $end: all of them, or
-- those with one value of a segment.
select count(*) as fitting
from query_table($view) as body
where body.area_code in (from inside($area))
    and body.day >= $from_day and body.day < $end
    and (cast($only as varchar) is null or struct_extract(body, $only_column) = $only)
