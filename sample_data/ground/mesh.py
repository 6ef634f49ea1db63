"""Faces that share their vertices, so that neighbours never leave a gap and never overlap."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]


class Mesh:
    """Faces as rings of vertex numbers, counter-clockwise; only faces not yet divided are kept.

    points: metres east and north of the place's middle. chains: the vertices of every cut from
    end to end, those that later cuts put on it included.
    """

    def __init__(self, outline: Sequence[Point]) -> None:
        self.points: list[Point] = []
        self.rings: dict[int, list[int]] = {}
        self.chains: list[list[int]] = []
        self._left: dict[tuple[int, int], int] = {}  # the face on the left of each directed edge
        self._chain: dict[tuple[int, int], int] = {}
        self._made = 0
        self.outer = self._face([self._vertex(point) for point in outline])

    def ring(self, face: int) -> list[Point]:
        """The points around a face."""
        return [self.points[vertex] for vertex in self.rings[face]]

    def insert(self, face: int, place: int, point: Point) -> int:
        """A new vertex behind place `place` of the face's ring, in the neighbour's ring too."""
        ring = self.rings[face]
        start, end = ring[place], ring[(place + 1) % len(ring)]
        new = self._vertex(point)
        for first, other in ((start, end), (end, start)):
            self._insert_between(first, other, new)
        self._lengthen(start, end, new)
        return new

    def divide(self, face: int, start: int, end: int, inner: Iterable[Point]) -> tuple[int, int]:
        """Cuts a face from vertex `start` to vertex `end` through the points `inner`.

        Returns the face on the right of the cut and the one on its left.
        """
        path = [start, *(self._vertex(point) for point in inner), end]
        ring = self.rings.pop(face)
        at = ring.index(start)
        ring = ring[at:] + ring[:at]
        until = ring.index(end)
        for edge in pairwise(path):
            self._chain[min(edge), max(edge)] = len(self.chains)
        self.chains.append(path)
        right = self._face(ring[: until + 1] + path[-2:0:-1])
        return right, self._face(ring[until:] + path[:-1])

    def around(self, faces: Iterable[int]) -> list[int]:
        """The ring around faces that together have no hole, with all their vertices on it."""
        edges = {edge for face in faces for edge in _edges(self.rings[face])}
        after = {start: end for start, end in edges if (end, start) not in edges}
        ring = [min(after)]
        while (following := after[ring[-1]]) != ring[0]:
            ring.append(following)
        return ring

    def _vertex(self, point: Point) -> int:
        self.points.append(point)
        return len(self.points) - 1

    def _face(self, ring: list[int]) -> int:
        self._made += 1
        self.rings[self._made] = ring
        for edge in _edges(ring):
            self._left[edge] = self._made
        return self._made

    def _insert_between(self, start: int, end: int, new: int) -> None:
        face = self._left.pop((start, end), None)
        if face is None:
            return
        ring = self.rings[face]
        ring.insert(ring.index(start) + 1, new)
        self._left[start, new] = self._left[new, end] = face

    def _lengthen(self, start: int, end: int, new: int) -> None:
        """Puts the vertex on the cut that its edge belongs to, if it is not the outline's."""
        number = self._chain.pop((min(start, end), max(start, end)), None)
        if number is None:
            return
        chain = self.chains[number]
        chain.insert(max(chain.index(start), chain.index(end)), new)
        for neighbour in (start, end):
            self._chain[min(neighbour, new), max(neighbour, new)] = number


def _edges(ring: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)
