-- Before each proof: which areas lie above which, by the parents that the register names, and the
-- accepted rows of the proof's dataset inside the area that the filters leave.
with recursive above as (
    select area_code, area_code as ancestor, level from accepted_areas
    union all
    select above.area_code, parents.area_code, parents.level
    from above
    join accepted_areas as own on own.area_code = above.ancestor
    join accepted_areas as parents on parents.area_code = own.parent_code
),

inside as (select area_code from above where $area in ('all', ancestor)),

facts as (
    select * replace (coalesce(faults, '') as faults)
    from accepted_the_dataset as rows
    where ($area = 'all' or area_code in (from inside))
        and (len(flatten($filter_values)) = 0 or list_bool_and(list_transform(
            json_extract_string(to_json(rows), $filter_columns),
            lambda text, n: list_contains($filter_values[n], coalesce(text, ''))
        )))
)
