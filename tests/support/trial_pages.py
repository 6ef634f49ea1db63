"""python -m tests.support.trial_pages: the pages of the project in this folder, as JSON.

It is run in a copy of the project, of which the modules are others than those of the tests.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from governance.core.contracts import PROJECT

NO_WORDS = re.compile(r"<style.*?</style>|<script.*?</script>|<[^>]+>", re.DOTALL)


def opened(page: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """What a page says: titles, the words of its HTML, its tables, what it reports."""
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(page).run()
    html = " ".join(NO_WORDS.sub(" ", one.proto.body) for one in app.get("html"))
    return {
        "errors": [str(one.value) for one in app.exception],
        "titles": [one.value for one in (*app.title, *app.subheader)],
        "words": " ".join(html.split()),
        "texts": [one.value for one in (*app.markdown, *app.caption, *app.info, *app.warning)],
        "tables": [one.value.astype(str).to_dict("records") for one in app.dataframe],
    }


if __name__ == "__main__":
    assert Path.cwd() == PROJECT
    # AppTest's browser has no cookies, and makes a mock of any that is asked for.
    patch.object(ContextProxy, "cookies", {}).start()
    asked = json.loads(sys.argv[1])
    print(json.dumps({name: opened(*one) for name, one in asked.items()}, ensure_ascii=False))
