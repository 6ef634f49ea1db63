-- Where a column is not recorded: by source, unit and month. A month without a value is one of
-- these where the records of it, and of the months without one around it, are so many that some
-- should have a value ($expected of them), as often as the unit fills the column in its other
-- months, or the source in its other units. In a source that never fills it, it never is.
create or replace table lacking as
with shares as (
    select
        *,
        sum(filled) over unit_column as unit_filled,
        sum(records) filter (filled > 0) over unit_column as unit_records,
        sum(filled) over source_column as source_filled,
        sum(records) filter (filled > 0) over source_column as source_records,
        sum(case when filled > 0 then 1 else 0 end) over (
            unit_column order by month rows unbounded preceding
        ) as stretch
    from presence
    window
        unit_column as (partition by dataset, column_name, source, unit),
        source_column as (partition by dataset, column_name, source)
),
silent as (
    select
        dataset, column_name, source, unit, month, source_filled,
        sum(records) over (partition by dataset, column_name, source, unit, stretch)
            * coalesce(unit_filled / nullif(unit_records, 0), source_filled / source_records)
            as expected
    from shares
    where filled = 0
)
select dataset, column_name, source, unit, month
from silent
where source_filled = 0 or expected >= $expected;
