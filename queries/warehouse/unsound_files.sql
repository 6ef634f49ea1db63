-- Files whose row totals do not add up to the rows read. There must be none.
select count(*) as unsound
from files
where rows_read <> accepted + rejected + corrected + excluded;
