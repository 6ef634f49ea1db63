"""Where numbers are from, in the phrases that stand below pages and on what is taken away."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from governance.core import dates
from governance.core.i18n import Translator
from governance.warehouse.reader import Meta


def origin(meta: Meta, as_of: date, _: Translator) -> tuple[str, ...]:
    """Up to when a build's data goes, and which build it is, in phrases."""
    return (
        _("Data up to {day}", day=dates.day(as_of, _.lang)),
        _("Built {time}", time=dates.date_time(_local(meta), _.lang)),
        _("Time zone {zone}", zone=meta.time_zone),
        _("Build {build}", build=meta.build_id),
    )


def _local(meta: Meta) -> datetime:
    """When the build was made, as the clock showed it where the data comes from."""
    return meta.built_at.replace(tzinfo=UTC).astimezone(ZoneInfo(meta.time_zone))


def sample(meta: Meta, _: Translator) -> str:
    """That the data is made up, "" where it is not."""
    return _("Sample data (synthetic), not real") if meta.synthetic else ""
