-- The same row twice in one file: the first counts, each further one is named. Records that stand
-- there once are nearly all: their content is not looked at.
insert into row_problems
with repeated as (
    select _file, hashed
    from row_identity
    anti join row_aside using (_file, _row)
    where hashed is not null
    group by _file, hashed
    having count(*) > 1
),
numbered as (
    select
        _file, _row, row_number() over (partition by _file, record, content order by _row) as place
    from row_identity
    anti join row_aside using (_file, _row)
    semi join repeated using (_file, hashed)
)
select _file, _row, null, null, 'duplicated', null, 'exclude'
from numbered
where place > 1;
