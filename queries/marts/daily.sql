-- One additive metric by day, area and the value of one segment ('' = all of them together).
select
    coalesce(area_code, 'unspecified') as area_code,
    day,
    coalesce(segment_value, '') as segment_value,
    cast(sum(numerator) as double) as numerator,
    cast(sum(denominator) as double) as denominator
from metric_rows
where day is not null
group by coalesce(area_code, 'unspecified'), day, coalesce(segment_value, '')
