-- How many areas each level has.
select level, count(*) from area_list group by level
