-- The rows of a dataset by the bases that are not recorded for them.
select unknown.basis, recorded.file_id, recorded.row_number
from recorded_the_dataset as recorded
join files on files.file_id = recorded.file_id
join area_rollup as rollup
    on rollup.area_code = recorded.recorded_at
    and rollup.level = case
        when files.covers in (select level from area_rollup) then files.covers else 'all'
    end
join unknown
    on unknown.source = files.source and unknown.unit = rollup.ancestor_code
    and unknown.month is not distinct from recorded.month
where unknown.basis like 'the_dataset:%'
union all
select unreached.basis, recorded.file_id, recorded.row_number
from recorded_the_dataset as recorded
join unreached on unreached.area_code = recorded.recorded_at
where unreached.basis like 'the_dataset:%'
