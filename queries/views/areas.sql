-- The tree of areas without its rests, from the top.
select
    area_code, area_name, level,
    case when level <> 'all' then coalesce(parent_code, 'all') end as parent_code,
    kind, residents, households
from area_list
where not is_rest
order by depth(level), area_code
