-- A record that came again counts once; the earlier row is named in the books.
insert into row_problems
select file_id, row_number, null, null, 'superseded', null, 'exclude' from superseded;

insert into refused_rows
select file_id, row_number, 'excluded', content from superseded;
