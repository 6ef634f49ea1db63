-- The entries of the register behind each number of views/organisation_kinds.
select
    file_id, row_number, area_code, null as day, kind,
    1 as organisations, area_code as areas, members, party_members, households_linked
from organisations
where area_code in (from inside($area))
