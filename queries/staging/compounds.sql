-- compounds: the register of residential compounds.
select
    *,
    coalesce(faults like '%,households,%', false) as has_household_fault
from accepted_compounds
