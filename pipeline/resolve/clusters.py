"""Union of names under cannot-link: a join that would put two names declared different in one cluster is refused."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Node = TypeVar("_Node", str, int)


class Clusters(Generic[_Node]):
    """Disjoint sets with pairs that must never meet. The check is on the cluster, so one bad pair cannot chain two."""

    def __init__(self, nodes: Iterable[_Node]) -> None:
        self._parent: dict[_Node, _Node] = {node: node for node in nodes}
        self._apart: dict[_Node, set[_Node]] = {}

    def __contains__(self, node: object) -> bool:
        return node in self._parent

    def add(self, node: _Node) -> None:
        """A further node, alone in its cluster."""
        self._parent.setdefault(node, node)

    def apart(self, a: _Node, b: _Node) -> bool:
        """Whether the clusters of two nodes may never meet."""
        return self.find(b) in self._apart.get(self.find(a), ())

    def find(self, node: _Node) -> _Node:
        """The representative of the cluster of ``node``."""
        root = node
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[node] != root:
            self._parent[node], node = root, self._parent[node]
        return root

    def keep_apart(self, a: _Node, b: _Node) -> None:
        """Declare two nodes different: no later join may bring them together."""
        a, b = self.find(a), self.find(b)
        if a != b:  # two that a person joined stay joined
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, a: _Node, b: _Node) -> bool:
        """Join two clusters; False (and nothing done) where they are kept apart."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        root, child = min(a, b), max(a, b)
        self._parent[child] = root
        for other in self._apart.pop(child, set()):
            self._apart[other].discard(child)
            self._apart[other].add(root)
            self._apart.setdefault(root, set()).add(other)
        return True

    def members(self) -> dict[_Node, list[_Node]]:
        """Every cluster under its representative, members sorted."""
        found: dict[_Node, list[_Node]] = {}
        for node in sorted(self._parent):
            found.setdefault(self.find(node), []).append(node)
        return found


def components(edges: Iterable[tuple[int, int]], count: int) -> Sequence[int]:
    """For each number below ``count`` the least number that edges lead to, eight bytes a number."""
    parent = array("q", range(count))

    def find(node: int) -> int:
        root = node
        while parent[root] != root:
            root = parent[root]
        while parent[node] != root:
            parent[node], node = root, parent[node]
        return root

    for left, right in edges:
        a, b = find(left), find(right)
        parent[max(a, b)] = min(a, b)
    for node in range(count):
        parent[node] = find(node)
    return parent
