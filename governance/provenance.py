"""Where what a page shows is from, in words: up to which day, which build, what is left out."""

from governance import dates, tables
from governance.scope import Here
from governance.tables import Table


def cut(here: Here, given: Table) -> str:
    """What a workbook leaves out, "" where it has everything."""
    most, _ = tables.MOST_ROWS, here.translate
    if len(given.frame) <= most:
        return ""
    return _("XLSX has the first {n} rows; the CSV has all.", n=f"{most:,}")


def sample(here: Here) -> str:
    """That the data is made up, "" where it is not."""
    _ = here.translate
    return _("Sample data (synthetic), not real") if here.build.meta.synthetic else ""


def origin(here: Here) -> tuple[str, ...]:
    """Up to when a build's data goes, and which build it is, in phrases."""
    meta, _ = here.build.meta, here.translate
    return (
        _("Data up to {day}", day=dates.day(here.ground.known.as_of, _.lang)),
        _("Built {time} UTC", time=dates.moment(meta.built_at, _.lang)),
        _("Time zone {zone}", zone=meta.time_zone),
        _("Build {build}", build=meta.build_id),
    )


def about(here: Here, given: Table, title: str) -> dict[str, str]:
    """Where a workbook's numbers are from, heading by heading."""
    _ = here.translate
    found = {
        _("Figure"): title,
        _("Area"): here.place,
        _("Period"): dates.window(here.scope.window, _.lang),
        _("From"): " · ".join(origin(here)),
        _("Note"): " ".join(filter(None, (sample(here), cut(here, given)))),
    }
    return {heading: text for heading, text in found.items() if text}
