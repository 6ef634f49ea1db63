"""What the columns of views are called in a receipt, where no contract names them."""

from collections.abc import Mapping

from governance.core.i18n import Translator, mark
from governance.metrics import segments
from governance.receipts.table_cells import Cell

WORDS: Mapping[str, str] = {
    "reported": mark("Reported"),
    "contacted": mark("Contacted"),
    "dispatched": mark("Dispatched"),
    "settled": mark("Settled without dispatch"),
    "responded": mark("Responded"),
    "closed": mark("Closed"),
    "called_back": mark("Called back"),
    "solved": mark("Solved"),
    "satisfied": mark("Solved and satisfied"),
    "contact_hours": mark("Hours until contact"),
    "dispatch_hours": mark("Hours until dispatch"),
    "response_hours": mark("Hours from dispatch to response"),
    "closing_hours": mark("Hours until closing"),
    "call_back_hours": mark("Hours from closing to call-back"),
    "issues": mark("Issues"),
    "overdue": mark("Overdue"),
    "from_days": mark("Age in days, from"),
    "matter": mark("Place"),
    "meeting_id": mark("Meeting"),
    "cycles": mark("Cycles"),
    "followed": mark("Rebounds"),
    "expected": mark("Expected by chance"),
    "people": mark("Volunteers in the period"),
    "teams": mark("Teams"),
    "projects": mark("Projects"),
    "listed": mark("Projects listed"),
    "in_progress": mark("Under way"),
    "done": mark("Projects done"),
    "dropped": mark("Dropped"),
    "unspecified": mark("Unspecified"),
    "residents_raise": mark("Residents raise it"),
    "branch_deliberates": mark("The branch deliberates"),
    "community_acts": mark("The community acts"),
    "areas": mark("Areas"),
    "from_residents": mark("Residents, from"),
    "grids": mark("Grids"),
    "compounds": mark("Compounds"),
    "old": mark("of them old"),
    "with_branch": mark("Branch in its grid"),
    "with_owners": mark("Owners' committee"),
    "with_own": mark("Self-management committee"),
    "organisations": mark("Organisations"),
    "branches": mark("Grid party branches"),
    "centres": mark("Party-member centre households"),
    "neighbours": mark("Households linked (neighbours)"),
    "compound": mark("Compound"),
    "rebounds": mark("Rebounds"),
    "open": mark("Still open"),
    "place": mark("Where"),
    "items": mark("Items"),
    "event": mark("Event"),
    "record": mark("Record"),
    "records": mark("Records"),
}


def name(cell: Cell, _: Translator, compounds: Mapping[str, str]) -> str:
    """What a cell is called: the values of its row, and its column; compounds: names by code."""
    dataset = cell.table.dataset
    words = {
        "compound": compounds,
        "event": {code: _(text) for code, text in segments.EVENTS.items()},
    }
    keys = [
        f"{_heading(key, dataset, _)} "
        f"{words.get(key, {}).get(value) or segments.value(key, value, _, dataset)}"
        for key, value in zip(cell.table.keys, cell.key, strict=False)
        if value or key != "place"
    ]
    columns = [_heading(column, dataset, _) for column in cell.columns]
    return " · ".join([*keys, " − ".join(columns)])


def _heading(column: str, dataset: str, _: Translator) -> str:
    words = WORDS.get(column)
    return _(words) if words else segments.title(column, _, dataset)
