-- The books of a build: every row of every file is accepted, rejected, corrected or excluded, with
-- its reason. accepted + rejected + corrected + excluded = rows_read; flagged rows are accepted.
-- Of the excluded: duplicated in the same file, repeated unchanged by a later export, superseded
-- by a changed state, vanished from a full export; the rest is left out by the source.
create table if not exists files (
    file_id integer, source varchar, system varchar, dataset varchar, path varchar,
    sha256 varchar, bytes bigint, covers varchar, synthetic boolean, time_zone varchar,
    format varchar, encoding varchar, taken_at timestamp,
    rows_read bigint, accepted bigint default 0, flagged bigint default 0,
    rejected bigint default 0, corrected bigint default 0, excluded bigint default 0,
    duplicated bigint default 0, repeated bigint default 0, superseded bigint default 0,
    vanished bigint default 0,
    modified_ns bigint, source_digest varchar, is_mended boolean
);
create table if not exists row_problems (
    file_id integer, row_number bigint, column_name varchar, value varchar,
    problem varchar, detail varchar, severity varchar
);
create table if not exists refused_rows (
    file_id integer, row_number bigint, fate varchar, content varchar
);
create table if not exists file_warnings (file_id integer, warning varchar, detail varchar);
-- Which rejected row of which file each row of a mended file is meant to correct.
create table if not exists mended_rows (
    file_id integer, row_number bigint, origin_sha256 varchar, origin_row bigint
);
