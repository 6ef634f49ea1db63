"""What python-docx has no public name for, in one place. Tried on the version below."""

from typing import Any

TRIED = ("python-docx", "1.2.0")


def row_properties(row: Any) -> Any:
    """The XML element of a table's row that says where it may be cut, and whether it is a head."""
    return row._tr.get_or_add_trPr()  # noqa: SLF001


def cell_properties(cell: Any) -> Any:
    """The XML element of a table's cell that holds its colour."""
    return cell._tc.get_or_add_tcPr()  # noqa: SLF001
