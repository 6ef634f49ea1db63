-- The same row twice in one file: the first counts, each further one is named.
insert into row_problems
with numbered as (
    select
        _file, _row, row_number() over (partition by _file, record, content order by _row) as place
    from row_identity
    anti join row_aside using (_file, _row)
)
select _file, _row, null, null, 'duplicated', null, 'exclude'
from numbered
where place > 1;
