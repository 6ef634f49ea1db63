-- The columns of a dataset that its records in an area and in these days have (a register: all its
-- records). Where more than $spared of them come from units that do not record a column, it is none.
with own as (
    select *
    from presence
    where dataset = $dataset
        and (month is null or month >= date_trunc('month', cast($start as date)) and month < $end)
        and unit in (
            select ancestor_code from area_rollup where area_code in (from inside($area))
        )
)
select own.column_name
from own
left join lacking
    on lacking.dataset = own.dataset and lacking.column_name = own.column_name
    and lacking.source = own.source and lacking.unit = own.unit
    and lacking.month is not distinct from own.month
group by own.column_name
having sum(own.filled) > 0
    and sum(case when lacking.unit is null then 0 else own.records end)
        <= $spared * sum(own.records)
