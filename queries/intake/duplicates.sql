-- The same row twice in one file: the first counts, each further one is named. Records that stand
-- there once are nearly all: their content is not looked at.
insert into row_problems
with sound as (from row_identity anti join row_aside using (_file, _row)),
repeated as (
    select hash(record) as hashed
    from sound
    where record is not null
    group by hashed
    having count(*) > 1
),
numbered as (
    select
        _file, _row, row_number() over (partition by _file, record, content order by _row) as place
    from sound
    semi join repeated on repeated.hashed = hash(sound.record)
    where record is not null
)
select _file, _row, null, null, 'duplicated', null, 'exclude'
from numbered
where place > 1;
