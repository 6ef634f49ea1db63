-- How many rows of a file of a dry run have each problem, and what would become of them.
select
    problems.problem, problems.column_name, coalesce(rejected.fate, 'flagged') as fate,
    count(distinct problems.row_number) as rows, any_value(problems.value) as example
from row_problems as problems
left join refused_rows as rejected
    on rejected.file_id = problems.file_id and rejected.row_number = problems.row_number
where problems.file_id = $file
group by all
order by rows desc, problem, column_name
