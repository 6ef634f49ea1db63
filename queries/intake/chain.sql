-- The states of each record that came more than once, in the order of the exports. A state equal to
-- the one before it is a repetition; the last other one counts, unless it was left out (is_gone).
create or replace table intake.chain as
with every_state as (
    select
        record, case when not is_gone then content end as content, file_id, row_number, is_gone,
        true as is_new
    from new_states
    semi join intake.suspects using (hashed)
    union all
    select record, content, file_id, row_number, false, false
    from held_states
    semi join intake.suspects using (hashed)
),
busy as (
    select record from every_state group by record having count(*) > 1 or bool_or(is_gone)
),
ordered as (
    select
        every_state.*,
        row_number() over state as place,
        coalesce(content = lag(content) over state, false) as is_repeat
    from every_state
    semi join busy using (record)
    window state as (partition by record order by file_id, row_number)
),
lasting as (
    select
        *,
        max(case when not is_repeat then place end) over (partition by record) as last_place
    from ordered
)
select
    record, file_id, row_number, is_new,
    case
        when is_gone then 'gone'
        when is_repeat then 'repeated'
        when place < last_place then 'superseded'
        else 'current'
    end as fate
from lasting;
