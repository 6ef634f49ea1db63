-- The records of one kind in an area and window as points, each as long as no more than $most are
-- good; else, or where $apart is false, squares of $step degrees with how many lie in each.
-- One more row a reason says how many have no point to show: reason is '' for those shown.
-- A state holds until $until_column's day; a register has no day; what $out_column marks is out.
-- Where $is_behind, those of $behind alone, whatever their day: file_id * 2^32 + row_number.
with facts as (
    select
        rows.area_code, rows.file_id, rows.row_number, rows.longitude, rows.latitude, rows.faults,
        cast(struct_extract(rows, $id_column) as varchar) as id,
        coalesce(cast(struct_extract(rows, $kind_column) as varchar), '') as kind,
        case when $is_dated then try_cast(struct_extract(rows, $day_column) as date) end as day
    from filtered($facts, $filter_columns, $filter_values) as rows
    where coalesce(cast(struct_extract(rows, $out_column) as varchar), '') <> $out
        and (not $is_state
            or coalesce(try_cast(struct_extract(rows, $until_column) as date) >= $end, true))
),
wanted as (
    select
        *,
        coalesce(faults like '%,longitude,%' or faults like '%,latitude,%', false) as is_faulty
    from facts
    where area_code in (from inside($area))
        and case
            when $is_behind then cast(file_id as bigint) * 4294967296 + row_number
                in (select unnest(cast($behind as bigint[])))
            else not $is_dated or (day < $end and ($is_state or day >= $start))
        end
),
blamed as (
    select
        file_id, row_number,
        bool_or(problem = 'placeholder_point') as is_placeholder,
        bool_or(problem = 'outside_area') as is_outside
    from row_problems
    where column_name in ('longitude', 'latitude')
    group by file_id, row_number
),
judged as (
    select
        wanted.*,
        case
            when longitude is null or latitude is null then 'none'
            when not is_faulty then ''
            when is_placeholder then 'placeholder'
            when is_outside then 'outside'
            else 'implausible'
        end as reason
    from wanted
    left join blamed on wanted.is_faulty and blamed.file_id = wanted.file_id
        and blamed.row_number = wanted.row_number
),
told as (
    select *, $apart and (select count(*) from judged where reason = '') <= $most as is_apart
    from judged
)
select
    reason, is_apart and reason = '' as is_apart,
    case when is_apart and reason = '' then any_value(id) end as id,
    case when reason = '' then avg(longitude) end as longitude,
    case when reason = '' then avg(latitude) end as latitude,
    case when is_apart and reason = '' then any_value(kind) end as kind,
    case when reason = '' then any_value(area_code) end as area_code,
    case when is_apart and reason = '' then any_value(day) end as day,
    case when is_apart and reason = '' then any_value(file_id) end as file_id,
    case when is_apart and reason = '' then any_value(row_number) end as row_number,
    count(*) as records
from told
group by
    reason, is_apart,
    case when reason = '' then area_code end,
    case when is_apart and reason = '' then file_id end,
    case when is_apart and reason = '' then row_number end,
    case when not is_apart and reason = '' then floor(longitude / $step) end,
    case when not is_apart and reason = '' then floor(latitude / $step) end
order by reason, area_code, id, longitude, latitude
