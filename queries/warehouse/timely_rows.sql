-- Behind the query of a metric's rows: those of days alone that their ledger reaches.
not exists (
    select 1
    from the_dataset as late
    where late.file_id = body.file_id and late.row_number = body.row_number
        and body.day > late.until
)
