-- What the register says of one compound, and how many facilities and spaces for cars it had before a
-- day; no facility is null, not zero.
with facilities as (
    select *
    from parking_spaces
    where compound_code = $compound and snapshot_day < $end
    qualify row_number() over (partition by system, facility_id order by snapshot_at desc) = 1
)
select
    compounds.name, compounds.area_code, compounds.kind, compounds.is_old, compounds.buildings,
    compounds.building_units,
    case when not compounds.has_household_fault then compounds.households end as households,
    compounds.residents, compounds.floor_area_m2,
    (select count(*) from facilities) as facilities,
    (select sum(spaces) from facilities where status = 'built') as spaces_built,
    (select sum(spaces) from facilities where status = 'planned') as spaces_planned
from compounds
where compounds.compound_code = $compound
