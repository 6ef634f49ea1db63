"""XlsxWriter's method that writes a number, overridden: it is no public one."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.worksheet import Worksheet

TRIED = ("xlsxwriter", "3.3.1")


class Exact(Worksheet):  # type: ignore[misc]
    """A sheet that keeps every digit of its numbers: XlsxWriter's own rounds to sixteen."""

    def _xml_number_element(
        self, number: float, attributes: Iterable[tuple[str, Any]] = ()
    ) -> None:
        named = "".join(f' {key}="{self._escape_attributes(value)}"' for key, value in attributes)
        digits = str(number) if isinstance(number, int) else repr(float(number))
        self.fh.write(f"<c{named}><v>{digits}</v></c>")
