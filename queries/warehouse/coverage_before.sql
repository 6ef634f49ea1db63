-- What was covered, to be compared with what will be.
create or replace temp table coverage_before as from coverage;
