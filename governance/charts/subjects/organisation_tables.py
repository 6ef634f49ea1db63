"""Levels, compounds, bodies and the size of grids in words."""

from collections.abc import Mapping

import pandas as pd

from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.core.contracts import ROOT
from governance.core.i18n import Translator, mark
from governance.metrics import segments
from governance.metrics.number_format import LEVELS

# Party-member households in their order: branch, centre household, its members, its neighbours.
TREE = {
    "branches": mark("Grid party branches"),
    "centres": mark("Party-member centre households"),
    "members": mark("Party members in them"),
    "neighbours": mark("Households linked (neighbours)"),
}


def levels(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """How many areas of each level and kind, with their people and the mean of each."""
    return pd.DataFrame(
        {
            _("Level"): frame["level"].map(lambda level: _(LEVELS[level])),
            segments.title("kind", _, "areas"): _words(frame["kind"], "areas", _),
            _("Count"): frame["areas"],
            segments.title("residents", _, "areas"): frame["residents"],
            segments.title("households", _, "areas"): frame["households"],
            _("Residents each"): _each(frame["residents"], frame["areas"]),
        }
    )


def level_bars(frame: pd.DataFrame, _: Translator) -> list[Bar]:
    """How many areas of each level, from the highest to the lowest."""
    counts = frame.groupby("level")["areas"].sum()
    named = [(level, _(LEVELS[level]), int(counts[level])) for level in LEVELS if level in counts]
    return of_counts([pair for pair in named if pair[0] != ROOT])


def tree(sizes: Mapping[str, float], _: Translator) -> pd.DataFrame:
    """The party's way to the neighbours: how many of each, and how many for one of those above.

    A step of which nothing is registered is left out.
    """
    counts = [(_(text), sizes[name]) for name, text in TREE.items() if sizes[name] > 0]
    frame = pd.DataFrame(counts, columns=[_("Step"), _("Count")])
    each = _each(frame[_("Count")], frame[_("Count")].shift())
    return frame.assign(**{_("For one of those above"): each})


def bodies(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """One row a kind of organisation, team or post."""
    named = {
        segments.title("kind", _, "organisations"): _words(frame["kind"], "organisations", _),
        _("Count"): frame["organisations"],
        _("Areas that have any"): frame["areas"],
    }
    people = ("members", "party_members", "households_linked")
    return pd.DataFrame(named | {segments.title(p, _, "organisations"): frame[p] for p in people})


def red_committees(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Red owners' committees with the share of party members (0 to 1)."""
    return pd.DataFrame(
        {
            segments.title("name", _, "organisations"): frame["name"],
            _("Party members (share)"): frame["share"],
            segments.title("party_members", _, "organisations"): frame["party_members"],
            segments.title("members", _, "organisations"): frame["members"],
            _("Compound"): frame["compound"],
            _("Where"): frame["area"],
        }
    )


def kinds(frame: pd.DataFrame, _: Translator) -> list[Bar]:
    """Compounds by kind, the most frequent first."""
    return of_counts(
        [
            (kind, segments.value("kind", kind, _, "compounds"), count)
            for kind, count in zip(frame["kind"], frame["compounds"], strict=True)
        ]
    )


def contact_ways(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Each kind of compound and what governs it: branch, committees, property company."""
    managed = frame["kind"].eq("property_managed")
    return pd.DataFrame(
        {
            segments.title("kind", _, "compounds"): _words(frame["kind"], "compounds", _),
            _("Compounds"): frame["compounds"],
            _("of them old"): frame["old"],
            segments.title("households", _, "compounds"): frame["households"],
            _("Branch in its grid"): frame["with_branch"],
            _("Owners' committee"): frame["with_owners"],
            _("Self-management committee"): frame["with_own"],
            _("Property company"): frame["compounds"].where(managed, 0),
        }
    )


def overlap(frame: pd.DataFrame, _: Translator) -> str:
    """That old is no kind of its own, in a sentence."""
    return _(
        "{n} of the {total} compounds are old. Old is a mark that any kind may have, not a "
        "fourth kind: it is never added to the kinds.",
        n=f"{frame['old'].sum():,}",
        total=f"{frame['compounds'].sum():,}",
    )


def compounds(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The compounds under headings, with how many committees each has."""
    old = frame["is_old"].map({True: _("old"), False: ""}).fillna("")
    return pd.DataFrame(
        {
            segments.title("name", _, "compounds"): frame["name"],
            _("Where"): frame["area"],
            segments.title("kind", _, "compounds"): _words(frame["kind"], "compounds", _),
            segments.title("is_old", _, "compounds"): old,
            segments.title("buildings", _, "compounds"): frame["buildings"],
            segments.title("households", _, "compounds"): frame["households"],
            _("Owners' committees"): frame["owners"],
            _("Self-management committees"): frame["own"],
        }
    )


def lacking_grids(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Grids without a branch or a gridder, and which of them is missing."""
    signs = {True: _("✗ none"), False: "✓"}
    return pd.DataFrame(
        {
            _("Grid"): frame["name"],
            _("Community"): frame["community"],
            segments.title("kind", _, "areas"): _words(frame["kind"], "areas", _),
            segments.title("residents", _, "areas"): frame["residents"],
            _("Party branch"): frame["branches"].eq(0).map(signs),
            _("Full-time gridder"): frame["gridders"].eq(0).map(signs),
        }
    )


def audit(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Grids of the wrong size: rule, residents, by how much (−1 to …), and what to do."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return pd.DataFrame(
        {
            _("Grid"): frame["name"],
            _("Suggestion"): [_suggestion(row, _) for row in rows],
            segments.title("residents", _, "areas"): frame["residents"],
            _("Size by the rule"): frame["rule_size"],
            _("Deviation"): frame["deviation"].round(3),
            _("Community"): frame["community"],
        }
    )


def _suggestion(row: dict[str, object], _: Translator) -> str:
    """What brings a grid within the bounds."""
    if row["parts"]:
        return _("✂ Split into {n}", n=row["parts"])
    if row["partner"]:
        return _("⇄ Merge with {grid}", grid=row["partner"])
    if row["together"]:
        return _("⇄ Merge about {n} such grids", n=row["together"])
    if float(str(row["deviation"])) > 0:
        return _("→ Give {n} residents or more to a neighbour", n=f"{row['beyond']:,}")
    return _("← Take {n} residents or more from a neighbour", n=f"{row['beyond']:,}")


def _each(total: pd.Series, count: pd.Series) -> pd.Series:
    return (total.astype(float) / count.astype(float)).round(1)


def _words(column: pd.Series, dataset: str, _: Translator) -> pd.Series:
    return column.fillna("").map(
        lambda code: segments.value("kind", code, _, dataset) if code else ""
    )
