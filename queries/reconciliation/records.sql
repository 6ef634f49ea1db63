-- Records of a dataset inside an area (and of one compound, where it is named): how many there are,
-- how many of them fit every filter, and what a column of those comes to. A filter's text may end
-- in *; the empty text fits what is not filled in; a filter that is null is none.
with named as (
    select compound_code
    from compounds
    where name = $compound and area_code in (from inside($area))
),
dated as (
    select
        try_cast(struct_extract(body, $day) as date) as day,
        coalesce(cast(struct_extract(body, $column_1) as varchar), '') as text_1,
        coalesce(cast(struct_extract(body, $column_2) as varchar), '') as text_2,
        case
            when not contains(coalesce(body.faults, ''), ',' || $column || ',')
                then struct_extract(body, $column)
        end as item
    from query_table($dataset) as body
    where body.area_code in (from inside($area))
        and (
            cast($compound as varchar) is null
            or struct_extract(body, $link) in (select compound_code from named)
        )
),
judged as (
    select
        item,
        (cast($value_1 as varchar) is null or text_1 glob $value_1)
        and (cast($value_2 as varchar) is null or text_2 glob $value_2)
        and (cast($start as date) is null or day >= $start)
        and (cast($end as date) is null or day < $end) as fits
    from dated
)
select
    count(*) as held,
    count(*) filter (where fits) as fitting,
    sum(try_cast(item as double)) filter (where fits) as "sum",
    count(distinct item) filter (where fits) as "distinct"
from judged
