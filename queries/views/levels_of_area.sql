-- The levels at which an area stands: a rest may stand at several.
select distinct level from area_list where area_code = $area
