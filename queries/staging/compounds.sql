-- compounds: the register of residential compounds.
select *
from accepted_compounds
