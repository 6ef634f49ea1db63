-- Parking facilities opened by each programme in an area: in the window, and since records began.
-- A facility belongs to one programme; what programmes publish may overlap, so nothing is added up.
select
    coalesce(programme, '') as programme,
    cast(sum(numerator) filter (where day >= $start) as bigint) as added,
    cast(sum(numerator) as bigint) as added_ever,
    count(*) as facilities,
    min(day) as first_day,
    max(day) as last_day
from filtered('metric_spaces_added', $filter_columns, $filter_values)
where day < $end
    and area_code in (from inside($area))
group by coalesce(programme, '')
order by added_ever desc, programme
