"""The files behind a briefing's numbers, for its annex."""

from governance.briefings.slide_content import File, SlideContent
from governance.core import contracts
from governance.core.i18n import Translator, translator
from governance.warehouse.reader import Warehouse


def of(warehouse: Warehouse, slides: tuple[SlideContent, ...], lang: str) -> tuple[File, ...]:
    """The files behind the metrics of the slides, and those of the areas."""
    catalog, titles = warehouse.catalog, contracts.load()
    keys = {definition.key for slide in slides for definition in slide.definitions}
    wanted = set().union(*(catalog[key].reads for key in keys if key in catalog), {"areas"})
    rows = warehouse.view("build_files", {}).to_dict("records")
    _: Translator = translator(lang)
    return tuple(
        File(
            row["path"],
            _.pick(titles[row["dataset"]].title),
            int(row["rows_read"]),
            int(row["accepted"]),
            row["sha256"],
        )
        for row in rows
        if row["dataset"] in wanted
    )
