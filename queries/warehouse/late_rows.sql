-- The rows of a dataset's late units (late.sql), with the last day that counts.
select recorded.file_id, recorded.row_number, late.until
from recorded_the_dataset as recorded
join files on files.file_id = recorded.file_id
join area_rollup as rollup
    on rollup.area_code = recorded.recorded_at
    and rollup.level = case
        when files.covers in (select level from area_rollup) then files.covers else 'all'
    end
join late on late.dataset = 'the_dataset' and late.unit = rollup.ancestor_code
