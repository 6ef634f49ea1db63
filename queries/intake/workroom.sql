-- What only the intake needs lies in a database of its own, which goes when the books close:
-- so the build's file holds nothing that no reader reads.
attach ':memory:' as intake;
create table intake.seen (file_id integer, record varchar);
