-- Areas whose parent is missing, or not of a higher level: they would hang in the air.
with ranked as (
    select *, list_position(
        ['district', 'street_office', 'community', 'grid_cell', 'micro_grid'], level
    ) as rank
    from intake.taken_areas
)
select
    child.file_id, child.row_number, child.area_code, child.parent_code,
    to_json(child) as content
from ranked as child
left join ranked as parent on parent.area_code = child.parent_code
where child.parent_code is not null and (parent.area_code is null or parent.rank >= child.rank);
