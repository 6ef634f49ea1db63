"""One spelling for the same text: without blanks around it, full-width characters made usual."""

from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

call, col, const = FunctionExpression, ColumnExpression, ConstantExpression

# Blanks that people cannot see: also of copies from web pages and Windows' date settings.
BLANKS = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u202f\u3000\u200b\u200e\u200f\u202a\u202c\ufeff"
FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000\u2212"
USUAL = "".join(map(chr, range(0x21, 0x7F))) + " -"
LITERAL = '^="(.*)"$'  # how systems keep Excel from turning a code into a number


def usual(text: Expression) -> Expression:
    """Full-width digits, letters and punctuation as on any keyboard; for codes and numbers.

    What NFKC does, where it matters here. DuckDB's translate takes 6 µs a text, so that only
    texts with such a character go through it; the first guard is the cheapest.
    """
    strange = call("regexp_matches", text, const(f"[{FULL_WIDTH}]"))
    translated = call("trim", call("translate", text, const(FULL_WIDTH), const(USUAL)))
    plain = call("strlen", text) == call("length", text)
    quoted = CaseExpression(call("starts_with", text, const("'")), call("substr", text, const(2)))
    return CaseExpression(plain, quoted.otherwise(text)).when(strange, translated).otherwise(text)
