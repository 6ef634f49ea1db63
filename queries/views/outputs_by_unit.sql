-- What the projects finished in a period built, by unit of quantity and kind: units never mix.
with built as (
    select quantity_unit, coalesce(kind, '') as kind, sum(numerator) as amount
    from filtered('metric_outputs', $filter_columns, $filter_values)
    where day >= $start and day < $end
        and area_code in (from inside($area))
    group by all
)
select quantity_unit, kind, amount
from built
order by count(*) over (partition by quantity_unit) desc, quantity_unit, amount desc
