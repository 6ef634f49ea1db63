-- organisations: the register of branches, committees, teams and posts.
select *
from accepted_organisations
