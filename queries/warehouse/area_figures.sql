-- Figures that the register leaves out at one level: the sum of the children's, if all have one.
update area_list set
    residents = coalesce(area_list.residents, below.residents),
    households = coalesce(area_list.households, below.households),
    key_group_households = coalesce(area_list.key_group_households, below.key_group_households)
from (
    select
        coalesce(parent_code, 'all') as parent_code,
        case when count(*) = count(residents) then sum(residents) end as residents,
        case when count(*) = count(households) then sum(households) end as households,
        case when count(*) = count(key_group_households) then sum(key_group_households) end
            as key_group_households
    from area_list
    where not is_rest and level <> 'all'
    group by coalesce(parent_code, 'all')
) as below
where below.parent_code = area_list.area_code and area_list.level = $level;
