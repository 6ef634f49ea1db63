-- The projects of an area that were listed last before a day, and their stage in the register.
select projects.name, programme, areas.name as area_name, status, listed_day, done_day
from projects
left join areas on areas.area_code = projects.area_code
where listed_day < $end
    and coalesce(projects.area_code, 'unspecified') in (from inside($area))
order by listed_day desc, project_id desc
limit $most
