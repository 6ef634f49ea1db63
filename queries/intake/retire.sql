-- Replaced rows leave the facts and stay in the books, in the contract's columns.
insert into refused_rows
select
    rows.file_id, rows.row_number, 'excluded',
    json_merge_patch(
        to_json(rows),
        '{"file_id": null, "row_number": null, "system": null, "faults": null}'
    )
from accepted_the_dataset as rows
semi join intake.replaced using (file_id, row_number);

insert into row_problems
select file_id, row_number, null, null, problem, detail, 'exclude' from intake.replaced;

insert into intake.changed_the_dataset
select rows.*
from accepted_the_dataset as rows
semi join intake.replaced using (file_id, row_number);

delete from accepted_the_dataset as rows
using intake.replaced as replaced
where replaced.file_id = rows.file_id and replaced.row_number = rows.row_number;
