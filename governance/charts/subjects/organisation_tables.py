"""Levels, compounds, bodies and the size of grids in words."""

from collections.abc import Mapping

import pandas as pd

from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.charts.subjects.view_columns import heading, localize
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
    shown = frame.assign(
        level=frame["level"].map(lambda level: _(LEVELS[level])),
        kind=frame["kind"].fillna(""),
        each=_each(frame["residents"], frame["areas"]),
    )
    words = {"level": _("Level"), "areas": _("Count"), "each": _("Residents each")}
    return localize(shown, "areas", "level kind areas residents households each", _, **words)


def level_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of levels(), by their headings."""
    own = {heading(name, "areas", _): name for name in ("residents", "households")}
    return {_("Count"): "areas", **own}


def size_bars(frame: pd.DataFrame, width: int, bands: int) -> list[Bar]:
    """The view grid_size_bands: how many grids of each size, smallest first, empty bands too."""
    counts = frame.set_index("band")["grids"]
    counts = counts.reindex(range(counts.index.min(), counts.index.max() + 1), fill_value=0)
    return of_counts([(str(n), _band(n, width, bands), int(grids)) for n, grids in counts.items()])


def _band(number: int, width: int, bands: int) -> str:
    first = number * width
    return f"{first:,}+" if number == bands - 1 else f"{first:,}–{first + width - 1:,}"


def level_bars(frame: pd.DataFrame, _: Translator) -> list[Bar]:
    """How many areas of each level, from the highest to the lowest."""
    counts = frame.groupby("level")["areas"].sum()
    named = [(level, _(LEVELS[level]), int(counts[level])) for level in LEVELS if level in counts]
    return of_counts([pair for pair in named if pair[0] != ROOT])


def tree(sizes: Mapping[str, float], _: Translator) -> pd.DataFrame:
    """The party's way to the neighbours: how many of each, and how many for one of those above.

    A step of which nothing is registered is left out.
    """
    counts = [(_(TREE[name]), sizes[name]) for name in tree_steps(sizes)]
    frame = pd.DataFrame(counts, columns=[_("Step"), _("Count")])
    each = _each(frame[_("Count")], frame[_("Count")].shift())
    return frame.assign(**{_("For one of those above"): each})


def tree_steps(sizes: Mapping[str, float]) -> list[str]:
    """The steps of tree() of which something is registered."""
    return [name for name in TREE if pd.notna(sizes[name]) and sizes[name] > 0]


def bodies(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """One row a kind of organisation, team or post."""
    words = {name: heading for heading, name in body_columns(_).items()}
    columns = "kind organisations areas members party_members households_linked"
    return localize(frame, "organisations", columns, _, **words)


def body_bars(frame: pd.DataFrame, _: Translator) -> list[Bar]:
    """How many organisations, teams and posts of each kind, in the order of the view."""
    return of_counts(
        [
            (kind, segments.value("kind", kind, _, "organisations"), count)
            for kind, count in zip(frame["kind"], frame["organisations"], strict=True)
        ]
    )


def body_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of bodies(), by their headings."""
    names = ("members", "party_members", "households_linked")
    own = {heading(name, "organisations", _): name for name in names}
    return {_("Count"): "organisations", _("Areas that have any"): "areas", **own}


def red_committees(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Red owners' committees with the share of party members (0 to 1)."""
    words = {"share": _("Party members (share)"), "compound": _("Compound"), "area": _("Where")}
    columns = "name share party_members members compound area"
    return localize(frame, "organisations", columns, _, **words)


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
    managed = frame["compounds"].where(frame["kind"].eq("property_managed"), 0)
    words = {name: text for text, name in way_columns(_).items()} | {
        "managed": _("Property company")
    }
    shown = frame.assign(kind=frame["kind"].fillna(""), managed=managed)
    columns = "kind compounds old households with_branch with_owners with_own managed"
    return localize(shown, "compounds", columns, _, **words)


def way_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of contact_ways(), by their headings."""
    return {
        _("Compounds"): "compounds",
        _("of them old"): "old",
        heading("households", "compounds", _): "households",
        _("Branch in its grid"): "with_branch",
        _("Owners' committee"): "with_owners",
        _("Self-management committee"): "with_own",
    }


def overlap(frame: pd.DataFrame, _: Translator) -> str:
    """That old is no kind of its own, in a sentence."""
    return _(
        "{n} of the {total} compounds are old. Old is a mark that any kind may have, not a "
        "fourth kind: it is never added to the kinds.",
        n=f"{frame['old'].sum():,}",
        total=f"{frame['compounds'].sum():,}",
    )


def compounds(
    frame: pd.DataFrame, _: Translator, *, is_governed_known: bool = True
) -> pd.DataFrame:
    """The compounds under headings, with how many committees each has where that is known."""
    old = frame["is_old"].map({True: _("old"), False: ""}).fillna("")
    words = {
        "area": _("Where"),
        "owners": _("Owners' committees"),
        "own": _("Self-management committees"),
    }
    shown = frame.assign(kind=frame["kind"].fillna(""), is_old=old)
    columns = "name area kind is_old buildings households"
    columns += " owners own" if is_governed_known else ""
    return localize(shown, "compounds", columns, _, **words)


def lacking_grids(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Grids without a branch or a gridder, and which of them is missing."""
    signs = {True: _("✕ none"), False: "✓"}
    lacking = {name: frame[name].eq(0).map(signs) for name in ("branches", "gridders")}
    words = {"name": _("Grid"), "community": _("Community")}
    words |= {"branches": _("Party branch"), "gridders": _("Full-time gridder")}
    shown = frame.assign(kind=frame["kind"].fillna(""), **lacking)
    columns = "name community kind residents branches gridders"
    return localize(shown, "areas", columns, _, **words)


def audit(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Grids of the wrong size: rule, residents, by how much (−1 to …), and what to do."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    suggestions = [_suggestion(row, _) for row in rows]
    shown = frame.assign(suggestion=suggestions, deviation=frame["deviation"].round(3))
    words = {"name": _("Grid"), "suggestion": _("Suggestion"), "rule_size": _("Size by the rule")}
    words |= {"deviation": _("Deviation"), "community": _("Community")}
    columns = "name suggestion residents rule_size deviation community"
    return localize(shown, "areas", columns, _, **words)


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
