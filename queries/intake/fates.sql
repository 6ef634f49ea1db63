-- What becomes of each row of the files that has a problem, and which columns are at fault. Most rows
-- have one fault at most: only the others have their columns put in order.
insert into intake.row_fates
with problems as (
    select * from row_problems where file_id in (select unnest($files))
),
fates as (
    select
        file_id, row_number,
        case
            when bool_or(severity = 'exclude') then 'excluded'
            when bool_or(severity = 'reject') then 'rejected'
        end as fate,
        min(column_name) as first_column,
        max(column_name) as last_column,
        bool_or(problem = 'excluded') as is_left_out
    from problems
    group by file_id, row_number
),
crowded as (
    select
        file_id, row_number,
        string_agg(distinct column_name, ',' order by column_name) as columns
    from problems
    semi join (from fates where first_column <> last_column) using (file_id, row_number)
    group by file_id, row_number
)
select
    fates.file_id, fates.row_number, fates.fate, fates.is_left_out,
    ',' || coalesce(crowded.columns, fates.first_column) || ','
from fates
left join crowded using (file_id, row_number);
