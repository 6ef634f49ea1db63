-- Whether the build that this one starts from holds the dataset.
select table_name
from duckdb_tables()
where database_name = current_database() and table_name = 'accepted_the_dataset';
