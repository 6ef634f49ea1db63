"""The sentences that open the overview: what is worst and where, then what else is off."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from governance.attention.claims import Claims, joined, rising, shortfall
from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Reading, Value

# The address of a number's receipt, by metric and area ("" for the chosen one).
Address = Callable[[str, str], str]


@dataclass(frozen=True)
class Opening:
    """The key figures of an area in the office's order, and the leading one area by area.

    areas: of the level below, of the metric that lead() chooses; their names as readers see them.
    runs: for how many months stocks have risen, by metric, where the list of signals tells it.
    due: what is agreed and due, a clause of HTML, "" for nothing. judged: keys of the metrics of
    which it is known whether these very figures are unusual; of others that is not told.
    """

    readings: Sequence[Reading]
    areas: Sequence[AreaReading]
    address: Address
    translate: Translator
    runs: Mapping[str, int] = field(default_factory=dict)
    due: str = ""
    judged: Collection[str] = ()

    def html(self) -> str:
        """One large sentence and a smaller one, every number a link, every text escaped."""
        first = lead(self.readings)
        if first is None:
            return ""
        sentences = (self._lead(first), self._others(first))
        tags = zip(("lead", "others"), sentences, strict=True)
        return "".join(f'<p class="morning {name}">{text}</p>' for name, text in tags if text)

    def _lead(self, reading: Reading) -> str:
        _, claims = self.translate, self._claims
        parts = [claims.figure(reading), claims.compared(reading), self._off(reading)]
        said = joined(parts, _)
        where = claims.where(reading.metric, self.areas)
        return said + (_("; ") + where if where else "") + _(".")

    def _others(self, first: Reading) -> str:
        """What else is unusual or misses its target, and how many are neither."""
        _, rest = self.translate, [one for one in self.readings if one is not first]
        known = [one for one in rest if one.now.value is not None]
        said = [text for one in known if (text := self._other(one))]
        silent = [one for one in known if not self._other(one)]
        quiet = sum(one.metric.key in self.judged for one in silent)
        if quiet:
            other = mark("nothing unusual in the other key figures ({n})")
            every = mark("nothing unusual in the key figures ({n})")
            said.append(_(other if said else every, n=quiet))
        said += [self.due] if self.due else []
        text = _("; ").join(said) + _(".") if said else ""
        return text[:1].upper() + text[1:]

    def _other(self, reading: Reading) -> str:
        _, number = self.translate, self._claims.figure(reading)
        if reading.now.side:
            word = mark("unusually high") if reading.now.side > 0 else mark("unusually low")
            return joined((number, _(word)), _)
        told = self._off(reading)
        return joined((number, told), _) if told else ""

    def _off(self, reading: Reading) -> str:
        run = self.runs.get(reading.metric.key, 0)
        return self._claims.streak(reading, run) or self._claims.missed(reading)

    @property
    def _claims(self) -> Claims:
        return Claims(self.translate, self._number, _strong, escape)

    def _number(self, metric: Metric, value: Value, area: str = "") -> str:
        text = number_format.with_unit(
            number_format.short(value.value, metric, self.translate.lang).rstrip("%"),
            metric,
            self.translate,
        )
        return f'<a href="{escape(self.address(metric.key, area))}">{escape(text)}</a>'


def _strong(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def lead(readings: Sequence[Reading]) -> Reading | None:
    """The figure that comes first: a signal for the worse, a rising stock or a missed target.

    Of several that weigh the same, and where nothing is off, the office's order decides.
    """
    known = [one for one in readings if one.now.value is not None]
    return max(known, key=_weight, default=None)  # the first of equals


def _weight(reading: Reading) -> int:
    adverse = {"up": -1, "down": 1}.get(reading.metric.better)
    if adverse is not None and reading.now.side == adverse:
        return 2
    return int(bool(rising(reading) or shortfall(reading)))
