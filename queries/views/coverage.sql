-- The months of which an export of a dataset says anything, by area.
select area_code, month from coverage where dataset = $dataset
