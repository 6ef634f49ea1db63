"""A table as HTML: it prints whole and lies down on a phone; as a frame it is taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

# Tables that stay whole on a sheet of paper.
SHORT = 12
SILENT = "—"


@dataclass(frozen=True)
class Cell:
    """One cell. note: smaller, behind the text. tone, colour: better, worse, same or neither.

    tone is the note's class of style.css, colour the text's. href: where a click leads.
    picture: an <img> made here. value: what is taken away instead.
    """

    text: str
    note: str = ""
    tone: str = ""
    colour: str = ""
    href: str = ""
    hint: str = ""
    picture: str = ""
    value: object = None

    @property
    def html(self) -> str:
        """The cell's inside, every text in it escaped."""
        text = f'<span class="{self.colour}">{escape(self.text)}</span>' if self.text else ""
        if self.href:
            text = f'<a class="{self.colour}" href="{escape(self.href)}">{escape(self.text)}</a>'
        note = f' <small class="{self.tone}">{escape(self.note)}</small>' if self.note else ""
        return f"{text}{note}{self.picture}"


Row = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """Rows under headings, in groups that have a title or none.

    numbers: places of the columns that stand to the right. group: what the groups' titles are.
    notes: a line a group, which all but the first are folded under on a screen.
    """

    heads: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Row]]]
    numbers: Sequence[int] = ()
    group: str = ""
    notes: Sequence[str] = ()

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Sheet":
        """A table of texts."""
        rows = [list(map(Cell, map(str, row))) for row in frame.itertuples(index=False)]
        return cls(list(frame), [("", rows)])

    @property
    def rows(self) -> list[Row]:
        """The rows of all groups."""
        return [row for _title, rows in self.groups for row in rows]

    def html(self, title: str, said: str = "") -> str:
        """The table as a scrolling region, the first cell of each row its heading.

        said: the line that it is folded under on a screen; on paper it is whole.
        """
        heads = "".join(
            f'<th scope="col"{self._class(place)}>{escape(head)}</th>'
            for place, head in enumerate(self.heads)
        )
        bodies = "".join(
            f"<tbody>{self._group(place)}</tbody>" for place in range(len(self.groups))
        )
        name, size = escape(title), " short" if len(self.rows) <= SHORT else ""
        return (
            f'<div class="sheet{size}" role="region" aria-label="{name}" tabindex="0">'
            f"{_switch('', said) if said else ''}"
            f'<table aria-label="{name}"><thead><tr>{heads}</tr></thead>{bodies}</table></div>'
        )

    def _group(self, place: int) -> str:
        title, rows = self.groups[place]
        name = escape(title)
        if self.notes:
            name = _switch(title, self.notes[place], is_open=not place)
        span = len(self.heads)
        head = f'<tr class="group"><th colspan="{span}">{name}</th></tr>' if title else ""
        return head + "".join(f"<tr>{self._row(row)}</tr>" for row in rows)

    def _row(self, row: Row) -> str:
        first, *others = row
        hint = f' title="{escape(first.hint)}"' if first.hint else ""
        cells = "".join(
            f'<td{self._class(place, cell)} data-label="{escape(head)}">{cell.html}</td>'
            for place, (head, cell) in enumerate(zip(self.heads[1:], others, strict=True), start=1)
        )
        return f'<th scope="row"{hint}>{first.html}</th>{cells}'

    def _class(self, place: int, cell: Cell | None = None) -> str:
        """A phone leaves out the cells that say nothing."""
        names = ["number"] if place in self.numbers else []
        names += ["silent"] if cell and cell.text == SILENT else []
        return f' class="{" ".join(names)}"' if names else ""

    def frame(self) -> pd.DataFrame:
        """The cells as they are taken away; the group's title before them where there is one."""
        titled = bool(self.group)
        records = [
            [*([title] if titled else []), *map(_taken, row)]
            for title, rows in self.groups
            for row in rows
        ]
        columns = [*([self.group] if titled else []), *self.heads]
        return pd.DataFrame(records, columns=columns)


def _switch(title: str, said: str, *, is_open: bool = False) -> str:
    """What folds rows away on a screen: a box to tick, since paper has to have them all."""
    ticked = " checked" if is_open else ""
    text = " ".join(filter(None, (escape(title), f'<small class="">{escape(said)}</small>')))
    return f'<label class="fold"><input type="checkbox"{ticked}> {text}</label>'


def _taken(cell: Cell) -> object:
    text = " ".join(filter(None, (cell.text, cell.note)))
    return cell.value if cell.value is not None else text or None
