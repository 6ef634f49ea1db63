-- How many rows of a dataset's files have each problem, and what became of them.
select
    files.file_id, files.path, problems.problem, problems.column_name,
    coalesce(refused.fate, 'flagged') as fate,
    count(distinct problems.row_number) as rows, any_value(problems.value) as example
from row_problems as problems
join files on files.file_id = problems.file_id
left join refused_rows as refused
    on refused.file_id = problems.file_id and refused.row_number = problems.row_number
where files.dataset = $dataset
group by all
order by rows desc, problem, column_name, files.file_id
