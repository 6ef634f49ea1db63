-- Rows that were rejected and came back mended are corrected, not rejected; so are those whose
-- mended row was rejected in its turn and came back once more.
update refused_rows set fate = 'corrected'
from (
    with recursive links as (
        select
            mended.file_id, mended.row_number,
            origin.file_id as origin_file, mended.origin_row
        from mended_rows as mended
        join files as origin on origin.sha256 = mended.origin_sha256
    ),
    corrected as (
        select links.origin_file as file_id, links.origin_row as row_number
        from links
        anti join (select * from refused_rows where fate = 'rejected') as refused
            using (file_id, row_number)
        union
        select links.origin_file, links.origin_row
        from links
        join corrected using (file_id, row_number)
    )
    select distinct file_id, row_number from corrected
) as corrected
where refused_rows.file_id = corrected.file_id
    and refused_rows.row_number = corrected.row_number
    and refused_rows.fate = 'rejected';
