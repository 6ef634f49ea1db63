"""Texts from outside (addresses, files, names) as they stand in Markdown: letters, not marks.

Streamlit renders most of its texts as Markdown with links, pictures, formulas, colours and icons.
"""

import re

MARKS = re.compile(r"([\\`*_\[\]<>$~:&|])")
# A heading, a list or a rule, where a text begins with it; a list's number stays what it says.
OPENING = re.compile(r"^([#+=-])")
# Icons, emoji and bare addresses are found in the finished text, behind any backslash: a joiner,
# which nobody sees, keeps them apart (`:material/home:`, `https://`, `a@b`, `www.`).
FOUND_LATER = re.compile(r"(:(?=//|[\w+-]*[^\W\d][\w+-]*[:/])|@(?=\w)|\bwww(?=\.))", re.IGNORECASE)
JOINER = "\N{WORD JOINER}"
# Control characters, and those that turn the direction of what follows.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
LONGEST = 200


def markdown(text: object) -> str:
    """The text as it is read, in one line, without what Markdown would make of it."""
    line = FOUND_LATER.sub(rf"\1{JOINER}", UNSEEN.sub(" ", str(text)))
    return OPENING.sub(r"\\\1", MARKS.sub(r"\\\1", line))


def quoted(text: object) -> str:
    """The same of what somebody asked for: no more of it than a sentence has room for."""
    stripped = str(text).strip()
    return markdown(stripped if len(stripped) <= LONGEST else f"{stripped[:LONGEST]}…")


def parameter(text: str, longest: int) -> str:
    """An address' parameter without control characters; "" where it is too long to be one."""
    return UNSEEN.sub("", text).strip() if len(text) <= longest else ""
