-- A table that lasts as long as a build, of rows that were written elsewhere.
create or replace temp table the_dataset as
from read_parquet($files);
