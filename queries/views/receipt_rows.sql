-- The records that a metric's figure is made of: of one area and all below it, of the days from
-- $from_day to $end, that the filters leave. What came and went again before the end of a stock
-- is not among them. Persons are told apart, and not told.
with body as (
    select
        coalesce(rows.area_code, 'unspecified') as area_code, rows.day,
        rows.file_id, rows.row_number,
        coalesce(struct_extract(rows, $part_column), '') as part,
        case when $has_amount then cast(struct_extract(rows, $amount_column) as double) end
            as numerator,
        case when $has_whole then cast(struct_extract(rows, $whole_column) as double) end
            as denominator,
        case when $has_entity then left(md5(struct_extract(rows, $entity_column)), 12) end
            as entity
    from filtered($view, $filter_columns, $filter_values) as rows
    where rows.day >= $from_day and rows.day < $end
        and (not $has_entity or struct_extract(rows, $entity_column) is not null)
)
select
    file_id, row_number, area_code, case when $has_part then part else '' end as part, entity,
    min(day) as day, sum(numerator) as numerator, sum(denominator) as denominator,
    count(*) as times
from body
where area_code in (select area_code from units($level, $area) where unit = $area)
group by all
having not $is_standing or sum(numerator) <> 0 or sum(denominator) <> 0
