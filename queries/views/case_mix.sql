-- Of each area of a level inside an area: a metric's observed numerator and cases, and the numerator
-- that its cases would have if each kind of case (each combination of the columns $strata) fared as
-- it does in the whole area. Indirect standardisation.
with inside as materialized (
    select area_code, unit from units($level, $area)
),
rows as (
    select
        inside.unit, body.numerator, body.denominator,
        json_extract_string(to_json(body), $strata) as stratum
    from filtered($view, $filter_columns, $filter_values) as body
    join inside on inside.area_code = coalesce(body.area_code, 'unspecified')
    where body.day >= $start and body.day < $end
),
rates as (
    select stratum, sum(numerator) / nullif(sum(denominator), 0) as rate
    from rows
    group by stratum
)
select
    rows.unit as area_code, cast(sum(rows.numerator) as double) as observed,
    cast(sum(rows.denominator) as double) as cases,
    cast(sum(rows.denominator * rates.rate) as double) as expected
from rows
join rates on rates.stratum is not distinct from rows.stratum
group by rows.unit
order by rows.unit
