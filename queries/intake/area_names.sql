-- Every path of names that leads to exactly one area: 街道|社区|网格, 社区|网格, 网格.
create or replace table intake.area_names as
with recursive named as (
    select
        area_code, parent_code,
        regexp_replace(name, $suffix, '') as name
    from accepted_areas
),
paths as (
    select area_code, parent_code, name as path from named
    union all
    select paths.area_code, named.parent_code, named.name || '|' || paths.path
    from paths
    join named on named.area_code = paths.parent_code
)
select path, min(area_code) as area_code
from paths
group by path
having count(distinct area_code) = 1;
