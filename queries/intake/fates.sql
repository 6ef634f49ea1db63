-- What becomes of each row of the file that has a problem, and which columns are at fault.
create or replace temp table row_fates as
select
    row_number,
    case
        when bool_or(severity = 'exclude') then 'excluded'
        when bool_or(severity = 'reject') then 'rejected'
    end as fate,
    ',' || string_agg(distinct column_name, ',' order by column_name) || ',' as faults,
    bool_or(problem = 'excluded') as is_left_out
from row_problems
where file_id = $file
group by row_number;
