-- The new states join what is held of the dataset; which of them all are replaced is noted.
update files set repeated = files.repeated + counted.rows
from (
    select file_id, count(*) as rows from intake.chain where fate = 'repeated' group by file_id
) as counted
where counted.file_id = files.file_id;

insert into accepted_the_dataset
select taken.* exclude (is_gone)
from taken
anti join (select * from intake.chain where fate in ('repeated', 'gone')) as aside
    using (file_id, row_number);

create or replace table intake.replaced as
select file_id, row_number, 'superseded' as problem, null as detail
from intake.chain
where fate = 'superseded';

insert into intake.changed_the_dataset
select taken.* exclude (is_gone)
from taken
anti join (select * from intake.chain where fate in ('repeated', 'gone')) as aside
    using (file_id, row_number)
where $keep_changes;
