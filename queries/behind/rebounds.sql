-- The complaints behind the cycles of views/rebounds: each came back to its place after a closing.
select
    file_id, row_number, area_code, day, entity as matter, 1 as cycles
from metric_rebound_cycles
where day >= $since and day < $end
    and coalesce(area_code, 'unspecified') in (from inside($area))
    and ($only is null or coalesce(struct_extract(metric_rebound_cycles, $only_column), '') = $only)
