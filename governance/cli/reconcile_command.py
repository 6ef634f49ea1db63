"""python -m governance reconcile: the same verdicts as the Reconciliation page, in text."""

import argparse
import sys
from typing import Any

import pandas as pd

from governance.cli.build_commands import RequestError, show
from governance.core.i18n import Translator, translator
from governance.reconciliation import (
    addability,
    audit,
    audit_table,
    claims,
    figure_words,
    ruling_tables,
    verdicts,
)
from governance.reconciliation.audit import Audit, Finding
from governance.warehouse.reader import Warehouse, chosen_file

WHAT = ("figures", "claims", "sums", "problems")


def reconcile(options: argparse.Namespace) -> int:
    """Prints the figures, claims or sums with what may be said of them; counts to error.

    An entry that cannot be read is told there, too; `problems` prints these alone.
    """
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    made, _ = audit.run(warehouse, options.facts), translator(options.lang)
    rows = {"figures": _figures, "claims": _claims, "sums": _sums, "problems": _problems}
    show(pd.DataFrame(rows[options.what](made, options, _)), options.format)
    for complaint in made.complaints:
        print(complaint.text(_), file=sys.stderr)
    if not made.findings:
        print(_("There are no published figures here yet."), made.folder, file=sys.stderr)
    if warehouse.meta.synthetic and not made.is_own:
        print(_(audit_table.SYNTHETIC), file=sys.stderr)
    return 0


def _figures(made: Audit, options: argparse.Namespace, _: Translator) -> list[dict[str, Any]]:
    places = dict.fromkeys(finding.figure.place for finding in made.findings.values())
    _refuse("place", options.place, places)
    _refuse("verdict", options.verdict, verdicts.VERDICTS)
    findings = audit_table.choose(made.findings.values(), options.place, options.verdict)
    counted = {key: sum(f.verdict.key == key for f in findings) for key in verdicts.VERDICTS}
    said = [f"{_(words)} {counted[key]}" for key, words in verdicts.VERDICTS.items()]
    print(" · ".join(said), file=sys.stderr)
    return [_row(finding, made, _) for finding in findings]


def _refuse(option: str, value: str, known: Any) -> None:
    if value and value not in known:
        raise RequestError(f"no {option} {value!r}; there are: {', '.join(known)}")


def _row(finding: Finding, made: Audit, _: Translator) -> dict[str, Any]:
    figure, computed = finding.figure, finding.computed
    return {
        "id": figure.id,
        "place": figure.place,
        "what": _.pick(finding.entry.what),
        "since": str(figure.since or ""),
        "until": str(figure.until or ""),
        "printed": figure.printed,
        "bound": figure.bound,
        "unit": figure.unit,
        "computed": computed.value,
        "difference": finding.difference,
        "verdict": finding.verdict.key,
        "why": finding.verdict.why.text(_),
        "rows": computed.rows,
        "computed_from": figure_words.describe_check(
            finding.entry.check, made.computer.warehouse.catalog, _
        ),
        "sql": " ".join(step.path for step in computed.steps),
        "source": figure.source,
    }


def _claims(made: Audit, _options: argparse.Namespace, _: Translator) -> list[dict[str, Any]]:
    judged = [claims.judge_claim(claim, made) for claim in made.declared.claims]
    return [
        {
            "claim": _.pick(one.claim.says),
            "part": one.claim.part,
            "whole": one.claim.whole,
            "printed_percent": one.printed.percent,
            "printed_verdict": one.printed.outcome,
            "computed_percent": one.computed.percent,
            "computed_verdict": one.computed.outcome,
            "why": one.why(one.printed).text(_),
        }
        for one in judged
    ]


def _sums(made: Audit, _options: argparse.Namespace, _: Translator) -> list[dict[str, Any]]:
    return [
        {
            "one": ruling.first.id,
            "other": ruling.second.id,
            "allowed": ruling.allowed,
            "sum": ruling.total,
            "bound": ruling.bound if ruling.allowed else None,
            "why": ruling_tables.describe_reason(ruling, _),
        }
        for ruling in addability.rule_all(made)
    ]


def _problems(made: Audit, _options: argparse.Namespace, _: Translator) -> list[dict[str, Any]]:
    return [
        {
            "file": one.file,
            "row": one.row,
            "column": one.column,
            "problem": one.error.translated(_),
        }
        for one in made.complaints
    ]
