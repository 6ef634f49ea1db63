-- Each area with the one above it: levels are counted from the outermost, which has none above.
with ranked as (
    select area_code, ancestor_code, level, list_position($levels, level) as rank
    from area_rollup
)
select distinct above.level as parent_level, above.ancestor_code as parent,
    below.level as level, below.ancestor_code as area_code
from ranked as above
join ranked as below on below.area_code = above.area_code and below.rank = above.rank + 1
