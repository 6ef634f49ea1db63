-- The new states join what is held of the dataset; what they replace goes to the books.
create or replace table intake.replaced as
select file_id, row_number from intake.chain where fate = 'superseded';

insert into refused_rows
select rows.file_id, rows.row_number, 'excluded', json_merge_patch(to_json(rows), '{"file_id": null, "row_number": null, "system": null, "faults": null, "is_gone": null}')
from accepted_the_dataset as rows
join intake.replaced using (file_id, row_number);

insert into refused_rows
select rows.file_id, rows.row_number, 'excluded', json_merge_patch(to_json(rows), '{"file_id": null, "row_number": null, "system": null, "faults": null, "is_gone": null}')
from intake.taken_the_dataset as rows
join intake.replaced using (file_id, row_number);

insert into row_problems
select file_id, row_number, null, null, 'superseded', null, 'exclude' from intake.replaced;

update files set repeated = files.repeated + counted.rows
from (
    select file_id, count(*) as rows from intake.chain where fate = 'repeated' group by file_id
) as counted
where counted.file_id = files.file_id;

create or replace table intake.fresh as
select taken.* exclude (is_gone)
from intake.taken_the_dataset as taken
anti join (select * from intake.chain where fate <> 'current') as aside
    using (file_id, row_number);

insert into intake.changed_the_dataset
select rows.*
from accepted_the_dataset as rows
semi join intake.replaced using (file_id, row_number);

delete from accepted_the_dataset as rows
using intake.replaced as replaced
where replaced.file_id = rows.file_id and replaced.row_number = rows.row_number;

insert into accepted_the_dataset from intake.fresh;

insert into intake.changed_the_dataset
select * from intake.fresh
where $keep_changes;
