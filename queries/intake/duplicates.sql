-- The same row twice in one file: the first counts, each further one is named.
insert into row_problems
with numbered as (
    select
        _row, row_number() over (partition by record, content order by _row) as place
    from intake.row_identity
    where record is not null and (record, content) in (
        select (record, content) from intake.row_identity
        group by record, content
        having count(*) > 1
    )
)
select $file, _row, null, null, 'duplicated', null, 'exclude'
from numbered
where place > 1;
