-- Votes in favour of the votes cast, of the meetings of the period that state both.
select
    sum(votes_for) as numerator,
    sum(votes_cast) as denominator,
    100 * numerator / denominator as value
from facts
where votes_for is not null
    and votes_cast > 0
    and not contains(faults, ',votes_for,')
    and not contains(faults, ',votes_cast,')
    and held_on >= $start and held_on < $end
