-- The files of which rows are refused.
select distinct _file from row_fates where fate is not null order by _file;
