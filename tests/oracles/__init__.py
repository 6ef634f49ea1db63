"""Every metric computed a second time, in pandas, from the accepted rows alone.

One module a subject; each has ORACLES: the metric's key → a function of Facts and Question that
returns the value in the metric's unit, or None where there is none. Nothing here reads the metric
files, the staging views or the marts.
"""
