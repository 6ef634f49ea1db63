"""A receipt in lines of text, for the command line."""

from governance.core import dates
from governance.core.i18n import translator
from governance.metrics.query import Query
from governance.receipts import receipt_tables
from governance.receipts.figure_records import parameters, statement
from governance.receipts.proof import Proof
from governance.warehouse.reader import Warehouse


def lines(warehouse: Warehouse, figure: Query, proof: Proof, lang: str) -> list[str]:
    """Definition, formula, version, place, days, filter, build, SQL with its values, proof."""
    metric, _ = warehouse.catalog[figure.metric], translator(lang)
    only = ", ".join(f"{column} = {value}" for column, value in figure.filters)
    holds = _("Proved: its rows, added up again now, make the same figure.")
    fails = _("Not proved: its rows make another figure. Build the warehouse again.")
    found = {
        _("Metric"): f"{_.pick(metric.title)} ({metric.key})",
        _("Definition"): _.pick(metric.definition),
        _("Formula"): _.pick(metric.formula),
        _("Excluded"): _.pick(metric.excludes),
        _("Version"): str(metric.version),
        _("Area"): figure.area,
        _("Period"): dates.window(figure.window, lang),
        _("Filter"): only,
        _("Build"): warehouse.meta.build_id,
        **receipt_tables.facts(proof, metric, _),
    }
    told = [f"{heading}: {text}" for heading, text in found.items() if text]
    code = ["", metric.sql, "", statement("receipt_rows", parameters(metric, figure))]
    return [*told, holds if proof.holds else fails, *code]
