-- The first month of each dataset of which it was not known before that it is covered, or was.
select split_part(basis, ':', 1) as dataset, min(month) as month
from (
    (from coverage except from coverage_before)
    union all
    (from coverage_before except from coverage)
)
group by all
