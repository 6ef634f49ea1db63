"""Views that are kept as they were: for charts and tables that no slide computes by itself."""

import hashlib
import json
from dataclasses import dataclass

from governance.briefings import codec, store, whole
from governance.briefings.content import Chart, Table
from governance.briefings.reading import PLAIN, BriefingError
from governance.i18n import mark


@dataclass(frozen=True)
class Kept:
    """A chart or table of a page as somebody saw it. where: its scope; sources: of its build."""

    title: str
    where: str
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    sources: tuple[str, ...]


def keep(given: Kept) -> str:
    """Writes a view into the folder of briefings; returns the name that a slide calls it by."""
    text = json.dumps(codec.to_json(given), ensure_ascii=False, allow_nan=False, sort_keys=True)
    name = hashlib.sha256(text.encode()).hexdigest()[:20]
    folder = store.folder() / "kept"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    if not file.exists():
        whole.put(file, text)
    return name


def load(name: str) -> Kept:
    """The view of this name. Raises BriefingError."""
    file = store.folder() / "kept" / f"{name}.json"
    if not PLAIN.fullmatch(name) or not file.is_file():
        raise BriefingError(name, mark("the view that was kept is not there any more"))
    try:
        found: Kept = codec.from_json(Kept, json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        message = mark("the view that was kept cannot be read: {error}")
        raise BriefingError(name, message, error=error) from error
    return found
