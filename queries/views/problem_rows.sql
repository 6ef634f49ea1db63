-- The first rows of a dataset that have a problem, one line a problem: what has to be mended first,
-- then what stays in doubt, then what is settled; of each the latest file first.
-- A file, problem or fate that is null is any.
with judged as (
    select
        files.file_id, files.path, problems.row_number,
        coalesce(refused.fate, 'flagged') as fate,
        problems.column_name, problems.value, problems.problem, problems.detail
    from row_problems as problems
    join files on files.file_id = problems.file_id
    left join refused_rows as refused
        on refused.file_id = problems.file_id and refused.row_number = problems.row_number
    where files.dataset = $dataset
        and files.file_id = coalesce($file, files.file_id)
        and problems.problem = coalesce($problem, problems.problem)
)
select *
from judged
where fate = coalesce($fate, fate)
order by
    list_position(['rejected', 'flagged', 'corrected', 'excluded'], fate),
    file_id desc, row_number, column_name
limit $most
