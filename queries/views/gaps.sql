-- Records of a dataset by area of a level inside an area and by day or month. None is 0 where an
-- export speaks of the area in that month, and null where nothing is known.
with dated as (
    select
        coalesce(body.area_code, 'unspecified') as area_code,
        cast(struct_extract(body, $time) as date) as day,
        coalesce(body.faults, '') like '%,' || $time || ',%' as is_faulty
    from query_table($facts) as body
),
counted as (
    select inside.unit, cast(date_trunc($by, dated.day) as date) as start, count(*) as records
    from dated
    join units($level, $area) as inside on inside.area_code = dated.area_code
    where dated.day >= $start and dated.day < $end and not dated.is_faulty
    group by inside.unit, cast(date_trunc($by, dated.day) as date)
),
calendar as (
    select unnest(generate_series(
        date_trunc($by, cast($start as date)), cast($end as timestamp) - interval 1 day,
        case when $by = 'month' then interval 1 month else interval 1 day end
    )) as moment
),
cells as (
    select area_list.area_code, area_list.area_name, area_list.is_rest, cast(moment as date) as start
    from area_list
    cross join calendar
    where level = $level and area_code in (select unit from units($level, $area))
),
known as (
    select max(last_day) as last_day from happened where dataset = $dataset and is_record_time
)
select
    cells.area_code, cells.area_name, cells.is_rest, cells.start,
    case
        when counted.records is not null then counted.records
        when coverage.month is not null and cells.start <= known.last_day then 0
    end as records
from cells
cross join known
left join counted on counted.unit = cells.area_code and counted.start = cells.start
left join coverage
    on coverage.basis = $dataset and coverage.area_code = cells.area_code
    and coverage.month = date_trunc('month', cells.start)
order by cells.area_code, cells.start
