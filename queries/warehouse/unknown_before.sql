-- What was not recorded before new rows came: see unknown_changes.sql.
create or replace temp table unknown_before as
select basis, source, unit, month from unknown
union all
select basis, null, area_code, null from unreached
union all
select dataset, null, unit, until from late;
