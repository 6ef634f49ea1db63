-- The datasets of the bases of which something else is recorded than before.
with now as (
    select basis, source, unit, month from unknown
    union all
    select basis, null, area_code, null from unreached
    union all
    select dataset, null, unit, until from late
)
select distinct split_part(basis, ':', 1) as dataset
from (
    (from now except from unknown_before)
    union all
    (from unknown_before except from now)
);
