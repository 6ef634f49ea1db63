-- Where a basis (what metrics need alike: the table `needs`) is not recorded. Of its dataset's own
-- columns: by source, unit and month. Of another dataset's: areas of whose street (and whole)
-- no record has a value.
create or replace table unknown as
select distinct basis, source, unit, month
from (
    select needs.basis, lacking.source, lacking.unit, lacking.month
    from needs
    join (
        select basis, group_name, count(*) as size from needs group by basis, group_name
    ) as sizes
        on sizes.basis = needs.basis and sizes.group_name = needs.group_name
    join lacking
        on lacking.dataset = needs.dataset and lacking.column_name = needs.column_name
    where needs.dataset = needs.own_dataset
    group by needs.basis, needs.group_name, lacking.source, lacking.unit, lacking.month
    having count(*) = any_value(sizes.size)
);

create or replace table unreached as
with filled as (
    select distinct needs.basis, needs.group_name, presence.unit
    from needs
    join presence
        on presence.dataset = needs.dataset and presence.column_name = needs.column_name
    where needs.dataset <> needs.own_dataset and presence.filled > 0
),
reached as (
    select distinct filled.basis, filled.group_name, rollup.ancestor_code as area_code
    from filled
    join area_rollup as inside on inside.ancestor_code = filled.unit
    join area_rollup as rollup on rollup.area_code = inside.area_code
)
select distinct wanted.basis, places.area_code
from (
    select distinct basis, group_name from needs where dataset <> own_dataset
) as wanted
cross join (select distinct ancestor_code as area_code from area_rollup) as places
anti join reached
    on reached.basis = wanted.basis and reached.group_name = wanted.group_name
    and reached.area_code = places.area_code;
