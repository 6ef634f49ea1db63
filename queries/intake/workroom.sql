-- What only the intake needs lies in a database of its own, which goes when the books close:
-- so the build's file holds nothing that no reader reads.
attach ':memory:' as intake;
create table intake.seen (file_id integer, record varchar);
-- What becomes of the rows of one dataset that have a problem.
create table intake.row_fates (
    _file integer, _row bigint, fate varchar, is_left_out boolean, faults varchar
);
