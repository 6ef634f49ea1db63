-- Full-time gridders of each area, from the register of organisations; null where it has none.
update area_list set full_time_gridders = null;

update area_list set full_time_gridders = posts.gridders
from (
    select rollup.ancestor_code as area_code, rollup.level, cast(count(*) as bigint) as gridders
    from organisations
    join area_rollup as rollup on rollup.area_code = organisations.area_code
    where organisations.kind = 'full_time_gridder'
    group by rollup.ancestor_code, rollup.level
) as posts
where posts.area_code = area_list.area_code and posts.level = area_list.level;
