-- The books of a build: every row of every file is accepted, rejected or excluded, with its reason.
-- What only the intake needs lives in a schema of its own, which goes when the books close.
create schema intake;
create table files (
    file_id integer, source varchar, dataset varchar, path varchar, sha256 varchar, bytes bigint,
    covers varchar, synthetic boolean, time_zone varchar,
    rows_read bigint, accepted bigint, flagged bigint, rejected bigint, excluded bigint
);
create table row_problems (
    file_id integer, row_number bigint, column_name varchar, value varchar,
    problem varchar, detail varchar, severity varchar
);
create table refused_rows (file_id integer, row_number bigint, fate varchar, content varchar);
create table intake.area_names (path varchar, area_code varchar);
