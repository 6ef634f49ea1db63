-- How many records of a dataset have a value of a column, by source, by the unit whose export comes
-- whole and by month (none in registers). Reads valued_rows, which governance/warehouse/
-- availability.py makes: a column of 0 and 1 for each of the contract's.
insert into presence
with counted as (
    select
        valued_rows.dataset, files.source, rollup.ancestor_code as unit, valued_rows.month,
        count(*) as records,
        sum(columns(valued_rows.* exclude (dataset, file_id, recorded_at, month)))
    from valued_rows
    join files on files.file_id = valued_rows.file_id
    join area_rollup as rollup
        on rollup.area_code = valued_rows.recorded_at
        and rollup.level = case
            when files.covers in (select level from area_rollup) then files.covers else 'all'
        end
    group by valued_rows.dataset, files.source, rollup.ancestor_code, valued_rows.month
)
select dataset, source, unit, month, column_name, records, filled
from (unpivot counted on columns(* exclude (dataset, source, unit, month, records))
      into name column_name value filled);
