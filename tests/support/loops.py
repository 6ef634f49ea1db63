"""Event loops of tests: a browser's test leaves one running in its thread."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run(function: Callable[..., Coroutine[Any, Any, T]], *given: Any) -> T:
    """What an asynchronous function returns, called in a loop of its own thread."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(lambda: asyncio.run(function(*given))).result()
