"""Which columns of the accepted rows each metric comes from."""

import pytest

from governance.metrics import catalog
from governance.warehouse import lineage

METRICS = catalog.load()
# What staging takes to tell what is no work: duplicates and what was cancelled.
DUPLICATE = {"duplicate_of", "issue_id", "status"}


@pytest.mark.parametrize(
    ("key", "columns"),
    [
        # By its own names in staging: due_day is due_at, else when it was resolved or reported.
        (
            "closure_rate",
            {"issues": DUPLICATE | {"due_at", "resolved_at", "reported_at", "is_on_time_recorded"}},
        ),
        # Through stars, a chain of `with` entries, windows and two intermediate models.
        (
            "rebound_rate",
            {
                "issues": DUPLICATE
                | {"reported_at", "resolved_at", "compound_code", "area_code", "category"}
            },
        ),
        # From two tables, under aliases; `kind` is in a condition of one of them only.
        (
            "committee_coverage",
            {
                "compounds": {"area_code", "compound_code"},
                "organisations": {"area_code", "kind", "compound_code"},
            },
        ),
        ("visits", {"visits": {"visited_at"}}),
    ],
)
def test_the_figures_of_a_metric_come_from_these_columns_and_no_others(key, columns):
    wanted = {(dataset, name) for dataset, names in columns.items() for name in names}
    assert lineage.columns_read(METRICS)[key] == wanted


def test_every_metric_reads_its_dataset_and_all_that_it_names():
    found = lineage.columns_read(METRICS)
    for key, metric in METRICS.items():
        assert {dataset for dataset, _column in found[key]} >= metric.reads >= {metric.dataset}, key
