"""Who a compound is: what the register says, who governs it, where its cars stand."""

from typing import Any

import pandas as pd

from governance.charts.profile.area_identity import listed
from governance.charts.subjects.view_columns import heading
from governance.core.i18n import Translator
from governance.metrics import number_format, segments

FIGURES = ("buildings", "building_units", "households", "residents", "floor_area_m2")
# Whose names may be a person's: how many there are is all that is told.
POSTS = {"full_time_gridder", "doorway_leader", "party_household"}
# Of bodies of one kind more are counted instead of named.
MOST_NAMED = 2


def html(row: Any, bodies: pd.DataFrame, present: set[str], _: Translator) -> str:
    """Three lists beside each other: of a row of the view compound, and of compound_bodies.

    present: the datasets that have any row; without one nothing is known.
    """
    silent = _("No data")
    no_body = _("None in the register") if "organisations" in present else silent
    no_space = _("No facility is recorded here.") if "parking_spaces" in present else silent
    parts = (
        listed(_("In the register"), register(row, _)),
        listed(_("Who governs it"), governed(row, bodies, _), no_body),
        listed(_("Spaces for cars"), parking(row, _), no_space),
    )
    return f'<div class="who">{"".join(parts)}</div>'


def register(row: Any, _: Translator) -> list[tuple[str, str]]:
    """Its kind and sizes, label by label; last of which the register is silent."""
    kind = segments.value("kind", row["kind"] or "", _, "compounds")
    old = {True: _("old"), False: _("not old")}.get(row["is_old"], "")
    known = [name for name in FIGURES if not pd.isna(row[name])]
    words = {name: heading(name, "compounds", _) for name in FIGURES}
    silent = _(", ").join(words[name] for name in FIGURES if name not in known)
    return [
        (heading("kind", "compounds", _), " · ".join(filter(None, (kind, old)))),
        *((words[name], number_format.number(row[name])) for name in known),
        *([(_("Not in the register"), silent)] if silent else []),
    ]


def governed(row: Any, bodies: pd.DataFrame, _: Translator) -> list[tuple[str, str]]:
    """Its bodies by kind: their names, or how many where they are many; and the company."""
    pairs = []
    for kind, own in bodies.groupby("kind", sort=False):
        label = segments.value("kind", str(kind), _, "organisations")
        if kind in POSTS:
            named = _("{n} in post", n=len(own))
        elif len(own) > MOST_NAMED:
            named = _("{n} registered", n=len(own))
        else:
            named = _(", ").join(_body(body, _) for body in own.to_dict("records"))
        pairs.append((label, named))
    if row["kind"] == "property_managed":
        pairs.append((_("Management"), _("a property company; the register does not name it")))
    return pairs


def _body(body: Any, _: Translator) -> str:
    if pd.isna(body["members"]) or body["members"] <= 1:
        return str(body["name"])
    if pd.isna(body["party_members"]):
        return _("{name} ({n} persons)", name=body["name"], n=int(body["members"]))
    return _(
        "{name} ({n} persons, {party} of them party members)",
        name=body["name"],
        n=int(body["members"]),
        party=int(body["party_members"]),
    )


def parking(row: Any, _: Translator) -> list[tuple[str, str]]:
    """Facilities and their spaces, built and planned; () where none is recorded."""
    if not row["facilities"]:
        return []
    spaces = (
        (_("Spaces built"), row["spaces_built"]),
        (_("Spaces planned"), row["spaces_planned"]),
    )
    found = [(label, number_format.number(value)) for label, value in spaces if not pd.isna(value)]
    return [(_("Facilities"), number_format.number(row["facilities"])), *found]
