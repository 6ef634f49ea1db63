-- Which records, by a hash, came more than once or are held already; nearly all come once.
create or replace table intake.suspects as
with arrived as (
    select hashed, count(*) as states, bool_or(is_gone) as is_gone from new_states group by hashed
)
select hashed from arrived where states > 1 or is_gone
union
select hashed from held_states semi join arrived using (hashed);
