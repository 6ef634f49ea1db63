"""The best one-to-one assignment of rows to columns (Hungarian method, Kuhn 1955)."""

from collections.abc import Sequence


def best(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column that it is given; the total of the scores is the greatest possible.

    scores: a rectangle with at least as many columns as rows; all of its rows are assigned.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    high, wide = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        path = _augment(scores, high, wide, owner)
        column = path[0]
        while column:
            before = path[column]
            owner[column] = owner[before]
            column = before
    result = [-1] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            result[owner[column] - 1] = column - 1
    return result


def _augment(
    scores: Sequence[Sequence[float]], high: list[float], wide: list[float], owner: list[int]
) -> list[int]:
    """The shortest way to a free column, as each column's predecessor; [0] is the free one."""
    columns = len(wide) - 1
    slack = [float("inf")] * (columns + 1)
    way, used = [0] * (columns + 1), [False] * (columns + 1)
    current = 0
    while owner[current]:
        used[current] = True
        row, nearest = owner[current], 0
        for column in range(1, columns + 1):
            if used[column]:
                continue
            cost = -scores[row - 1][column - 1] - high[row] - wide[column]
            if cost < slack[column]:
                slack[column], way[column] = cost, current
            if not nearest or slack[column] < slack[nearest]:
                nearest = column
        step = slack[nearest]
        for column in range(columns + 1):
            if used[column]:
                high[owner[column]] += step
                wide[column] -= step
            else:
                slack[column] -= step
        current = nearest
    way[0] = current
    return way
