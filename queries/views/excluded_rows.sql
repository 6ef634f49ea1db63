-- Whether rows of a dataset in an area are left out of a metric since a column that it needs is not
-- recorded there, or since they are dated after what their ledger reaches.
select count(*) > 0 as is_any
from query_table($excluded) as excluded
join query_table($accepted) as accepted
    on accepted.file_id = excluded.file_id and accepted.row_number = excluded.row_number
where coalesce(accepted.area_code, 'unspecified') in (from inside($area))
