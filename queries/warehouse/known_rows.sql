-- Behind the query of a metric's rows: those alone of which everything it needs was recorded.
not exists (
    select 1
    from the_dataset as unknown
    where unknown.file_id = body.file_id and unknown.row_number = body.row_number
)
