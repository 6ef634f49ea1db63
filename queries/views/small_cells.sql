-- What a metric counts in each area of every level, by window (its number) and segment value: the
-- amount (entities, a sum, or rows) and what the metric's own rows divide it by.
with windows as (
    select unnest($froms) as from_day, unnest($ends) as end_day, unnest($numbers) as number
),
rows as (
    select
        coalesce(body.area_code, 'unspecified') as area_code, body.day,
        case when $has_entity then cast(struct_extract(body, $entity_column) as varchar) end as entity,
        case when $has_amount then cast(struct_extract(body, $amount_column) as double) end as amount,
        case when $has_whole then cast(struct_extract(body, $whole_column) as double) end as whole,
        case when $segment = '' then '' else coalesce(struct_extract(body, $segment_column), '') end
            as segment_value
    from query_table($view) as body
    where not $has_entity or struct_extract(body, $entity_column) is not null
)
select
    windows.number, rollup.level, rollup.ancestor_code, rows.segment_value,
    cast(case
        when $has_entity then count(distinct rows.entity)
        when $has_amount then sum(rows.amount)
        else count(*)
    end as double) as amount,
    coalesce(sum(rows.whole), 0) as whole
from rows
join windows on rows.day >= windows.from_day and rows.day < windows.end_day
join area_rollup as rollup on rollup.area_code = rows.area_code
where $segment = '' or not $is_sensitive or rows.segment_value <> ''
group by all
