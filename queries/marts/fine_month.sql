-- The figures of one scan by month and area as it was recorded, down to the micro-grid.
select
    'fine_month' as grain,
    '' as segment,
    '' as segment_value,
    coalesce(scan.area_code, 'unspecified') as area_code,
    cast(date_trunc('month', scan.day) as date) as day,
    cast(sum(columns('_(numerator|denominator)$')) as double)
from scan
where scan.day is not null
group by all
