-- Every signal: metric, area, month and side.
select metric, area_code, month, side from signals where state = 'signal'
