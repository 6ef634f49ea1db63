-- A dataset is taken in again from nothing: its books and its records go.
delete from row_problems
where file_id in (select file_id from files where dataset = 'the_dataset');

delete from refused_rows
where file_id in (select file_id from files where dataset = 'the_dataset');

delete from file_warnings
where file_id in (select file_id from files where dataset = 'the_dataset');

delete from mended_rows
where file_id in (select file_id from files where dataset = 'the_dataset');

delete from files where dataset = 'the_dataset';

drop table if exists accepted_the_dataset;
