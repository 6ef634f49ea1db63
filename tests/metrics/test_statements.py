"""What a query names, held against what a regular expression would get wrong."""

import pytest

from governance.metrics import catalog, statements

CATALOG = catalog.load()


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("select a from issues -- from visits", {"issues"}),
        ("select 'from visits' as a from issues", {"issues"}),
        ("select extract(year from reported_at) from issues", {"issues"}),
        ("select a from issues, visits as v", {"issues", "visits"}),
        ("SELECT a FROM issues JOIN visits USING (a)", {"issues", "visits"}),
        ("with visits as (select * from issues) select a from visits", {"issues"}),
        ("with a as (select * from visits), b as (select * from a) select * from b", {"visits"}),
        # An entry that reads the table whose name it takes.
        ("with issues as (select * from issues) select a from issues", {"issues"}),
        ("select a from (with visits as (select 1 as a) select a from visits), visits", {"visits"}),
        (
            "with recursive n as (select 1 as a union all select a + 1 from n) select * from n",
            set(),
        ),
        ("select a from issues where a in (select a from meetings)", {"issues", "meetings"}),
        ("select (select max(a) from meetings) from issues", {"issues", "meetings"}),
        ("select a from issues union all select a from visits", {"issues", "visits"}),
        ("from issues where a = $a and b in (from inside($area))", {"issues", "inside"}),
    ],
)
def test_tables_are_those_that_are_read(text, tables):
    assert statements.parse(text).tables == tables


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("select a, b as c, t.d, 1, t.* from t", ("a", "c", "d", "", "*")),
        ("select a as denominator from t union all select b from u", ("denominator",)),
        ("with x as (select a as denominator from t) select denominator as b from x", ("b",)),
        ("(select a from t) union (select b from t union select c from t) order by 1", ("a",)),
    ],
)
def test_columns_are_those_that_come_out(text, columns):
    assert statements.parse(text).columns == columns


@pytest.mark.parametrize(
    ("text", "datasets"),
    [
        ("select a from rebounds", {"issues"}),
        ("select a from grid_sizes join visits using (a)", {"areas", "compounds", "visits"}),
        ("select a from accepted_visits, parameters_backlog, area_list", {"visits"}),
    ],
)
def test_datasets_are_found_through_intermediate_models(text, datasets):
    assert statements.datasets(text) == datasets


@pytest.mark.parametrize("text", ["", "selec a from t", "drop table t"])
def test_what_is_no_query_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        statements.parse(text)


def test_a_denominator_is_a_column_and_no_word():
    """Of votes_cast the word stands in a comment and in a `with` entry only."""
    text = CATALOG["visits"].text.replace("from visits", "from visits -- no denominator")
    assert not catalog.parse(text).has_denominator
    assert CATALOG["closure_rate"].has_denominator
