"""A pivot as an HTML table: every number and every name is a link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from governance.charts.chart_base import Look
from governance.charts.pivot_table.lines import Line, Pivot, Sort
from governance.core import palette
from governance.metrics import number_format, pivot
from governance.metrics.catalog import Metric
from governance.metrics.pivot import Key

# What is drawn at once; the download has everything.
ROWS, CELLS = 100, 2400
FEW, SILENT = "＊", "—"


@dataclass(frozen=True)
class Links:
    """Where clicks lead: to the records of a cell, row or column; into one line; to an order."""

    records: Callable[[Metric, Key, Key], str]
    inside: Callable[[int, str], str]
    sort: Callable[[Sort], str]


@dataclass(frozen=True)
class Drawing:
    """The HTML of a pivot. head: what its rows are by; title: what the table is called."""

    given: Pivot
    links: Links
    look: Look
    head: str
    title: str

    @property
    def rows(self) -> Sequence[Line]:
        """The rows that are drawn."""
        return self.given.rows[:ROWS]

    @property
    def columns(self) -> Sequence[Line]:
        """The columns that are drawn: of time the latest, else the first."""
        room = max(CELLS // max(len(self.rows), 1) // len(self.given.metrics) - 1, 1)
        if self.given.by[1] in pivot.GRAINS:
            return self.given.columns[-room:]
        return self.given.columns[:room]

    @property
    def cut(self) -> str:
        """What is not drawn, "" where everything is."""
        _, given = self.look.translate, self.given
        if (len(self.rows), len(self.columns)) == (len(given.rows), len(given.columns)):
            return ""
        return _(
            "{rows} of {all_rows} rows and {columns} of {all_columns} columns are shown, the "
            "download has all",
            rows=len(self.rows),
            all_rows=len(given.rows),
            columns=len(self.columns),
            all_columns=len(given.columns),
        )

    @property
    def total(self) -> Line:
        _ = self.look.translate
        return Line(None, _("Total"))

    def html(self) -> str:
        """The table, in a region that scrolls inside."""
        name, one = escape(self.title), " one" if len(self.given.metrics) == 1 else ""
        lines = "".join(map(self._row, self.rows))
        return (
            f'<div class="pivot{one}" role="region" aria-label="{name}" tabindex="0">'
            f'<table aria-label="{name}"><thead>{self._heads()}</thead><tbody>{lines}</tbody>'
            f"<tfoot>{self._row(self.total)}</tfoot></table></div>"
        )

    def _heads(self) -> str:
        metrics, corner = self.given.metrics, f'<th scope="col">{escape(self.head)}</th>'
        if not self.given.columns:
            return f"<tr>{corner}{self._names(None)}</tr>"
        span = f' colspan="{len(metrics)}"' if len(metrics) > 1 else ""
        columns = (*self.columns, self.total)
        tops = "".join(
            f'<th scope="col"{span}{self._class(column.key)}>{self._line(1, column)}'
            f"{'' if len(metrics) > 1 else self._arrow(metrics[0], column.key)}</th>"
            for column in columns
        )
        if len(metrics) == 1:
            return f"<tr>{corner}{tops}</tr>"
        corner = corner.replace("<th", '<th rowspan="2"')
        names = "".join(self._names(column.key) for column in columns)
        return f"<tr>{corner}{tops}</tr><tr>{names}</tr>"

    def _names(self, column: Key) -> str:
        return "".join(
            f'<th scope="col"{self._class(column)}>'
            f"{_link(self._named(metric), self.links.records(metric, None, column))}"
            f"{self._arrow(metric, column)}</th>"
            for metric in self.given.metrics
        )

    def _named(self, metric: Metric) -> str:
        """A metric's name, with its unit where it stands once."""
        _ = self.look.translate
        return _.pick(metric.title) if self.given.columns else number_format.named(metric, _)

    def _class(self, column: Key) -> str:
        return ' class="total"' if column is None and self.given.columns else ""

    def _arrow(self, metric: Metric, column: Key) -> str:
        """What sorts by a column: the other way where rows stand by it."""
        now, _ = self.given.sort, self.look.translate
        is_on = now is not None and (now.metric, now.column) == (metric.key, column)
        is_down = not now.is_down if now and is_on else True
        sign = ("▼" if now.is_down else "▲") if now and is_on else "↕"
        hint = escape(_("Sort by this column"))
        href = self.links.sort(Sort(metric.key, column, is_down=is_down))
        name = "by on" if is_on else "by"
        said = f'title="{hint}" aria-label="{hint}"'
        return f'<a class="{name}" href="{escape(href)}" {said}>{sign}</a>'

    def _line(self, side: int, line: Line) -> str:
        """A line's name, which opens its records, and the way into it."""
        keys = (line.key, None) if side == 0 else (None, line.key)
        text = _link(line.title, self.links.records(self.given.metrics[0], *keys))
        href = self.links.inside(side, line.key) if line.key is not None else ""
        _ = self.look.translate
        hint = escape(_("Narrow to this"))
        more = f'<a class="in" href="{escape(href)}" title="{hint}" aria-label="{hint}">⤵</a>'
        return text + (more if href else "")

    def _row(self, row: Line) -> str:
        cells = [
            self._cell(metric, row.key, column.key)
            for column in (*(self.columns if self.given.columns else ()), self.total)
            for metric in self.given.metrics
        ]
        return f'<tr><th scope="row">{self._line(0, row)}</th>{"".join(cells)}</tr>'

    def _cell(self, metric: Metric, row: Key, column: Key) -> str:
        number = self.given.at(metric, row, column)
        if number.is_few:
            _ = self.look.translate
            hint = escape(_(number_format.FEW))
            return f'<td{self._class(column)} title="{hint}">{FEW}</td>'
        if number.value is None:
            return f"<td{self._class(column)}>{SILENT}</td>"
        text = number_format.level(number.value, metric)
        text = _link(text, self.links.records(metric, row, column))
        return f"<td{self._class(column)}{self._tint(metric, row, column)}>{text}</td>"

    def _tint(self, metric: Metric, row: Key, column: Key) -> str:
        """The colour of an amount among those of its metric and unit; totals have none."""
        is_total = row is None or (column is None and bool(self.given.columns))
        value, low, high = self.given.at(metric, row, column).value, *self._ranges[metric.key]
        is_apart = metric.apart in filter(None, self.given.by)
        if is_total or is_apart or not value or high <= low:
            return ""
        ramp = palette.amounts(self.look.palette)
        place = min(int((value - low) / (high - low) * len(ramp)), len(ramp) - 1)
        return f' style="background:{ramp[place]}"'

    @cached_property
    def _ranges(self) -> dict[str, tuple[float, float]]:
        """The least and most of each metric's cells; of counts from zero on."""
        amounts: dict[str, list[float]] = {metric.key: [0.0] for metric in self.given.metrics}
        counts = [metric.key for metric in self.given.metrics if metric.is_count]
        for (key, row, column), number in self.given.numbers.items():
            is_total = row is None or (column is None and bool(self.given.columns))
            if number.value is not None and not is_total:
                amounts[key].append(number.value)
        parts = {key: some if key in counts else some[1:] or some for key, some in amounts.items()}
        return {key: (min(some), max(some)) for key, some in parts.items()}


def _link(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>'
