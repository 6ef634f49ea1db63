"""How full parking is by the hour of the day."""

from dataclasses import replace

from governance.app import figure_panel, page_sections
from governance.app.context import Here
from governance.charts.subjects import parking_charts
from governance.metrics.catalog import Metric


def show_hours(here: Here, metric: Metric) -> None:
    """The metric by hour of day, a line a kind, over the year to the period's end."""
    _, wanted = here.translate, here.scope
    window = parking_charts.year(wanted.window)
    ask = wanted.unfiltered.query
    by_kind = ask([metric.key], [window], split="kind")
    kinds = [wanted.only[1]] if wanted.only else parking_charts.kinds(here.answer(by_kind))
    by_hour = ask([metric.key], [window], split="hour_of_day")
    found = {
        kind: parking_charts.by_hour(here.answer(replace(by_hour, filters=(("kind", kind),))))
        for kind in kinds
    }
    title = _("{title}, by hour of day", title=page_sections.heading(here, metric, window))
    if not found:
        figure_panel.empty(here, title)
        return
    chart = parking_charts.hours_chart(found, metric, here.translate)
    table = parking_charts.hours_table(found, metric, _)
    note = _(
        "The twelve months to the period's end. Most facilities are counted once a month, at one "
        "hour; the others by the hour in some weeks."
    )
    figure_panel.chart(here, chart, title, "occupancy_by_hour", frame=table, notes=note)
