-- One additive metric by day, area and the value of one segment at a time ('' = all of them
-- together).
select
    segment,
    coalesce(segment_value, '') as segment_value,
    coalesce(area_code, 'unspecified') as area_code,
    day,
    cast(sum(numerator) as double) as numerator,
    cast(sum(denominator) as double) as denominator
from metric_rows
where day is not null
group by segment, coalesce(segment_value, ''), coalesce(area_code, 'unspecified'), day
