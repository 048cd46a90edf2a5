"""The same thing in the world: names become entities.

What joins: one row of the name tables, a bracketed alias in a text, a short form that fits one longer name of its
article, the same key after script, region, width, case and legal form, a person's judgement in decisions.csv. String
similarity alone never joins; it proposes. The work is done on distinct names, never on mentions.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.normalise import normalise_key
from pipeline.resolve.clusters import Clusters
from pipeline.resolve.digest import torn_surfaces
from pipeline.resolve.entity_rows import Entity, make_entities
from pipeline.resolve.joins import join_by_key, join_by_level, join_listed, listed_aliases
from pipeline.resolve.links import Link, link_rows
from pipeline.resolve.names import own_listed_nodes, place, shared_nodes
from pipeline.resolve.proposals import proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.model import Judgement
    from pipeline.resolve.names import People
    from pipeline.resolve.nodes import Node
    from pipeline.sql import Row, Tables

__all__ = ["Entity", "Link", "resolve_entities"]

_KEPT_APART = "; but they are kept apart"
_TOLD = """
    SELECT t.article_id, t.seq, t.reason, coalesce(l.node, t.name) AS left_node, coalesce(r.node, t.target) AS right_node,
           l.node IS NOT NULL AND l.who = '' AS left_own, r.node IS NOT NULL AND r.who = '' AS right_own
    FROM tellings AS t
    LEFT JOIN moved AS l ON t.article_id = l.article_id AND t.name = l.base
    LEFT JOIN moved AS r ON t.article_id = r.article_id AND t.target = r.base
    WHERE t.target <> ''
"""
# what links calls a node that counts in one article: the row that lists it, else the commonest surface
_OWN_SHOWN = """
    SELECT node, CASE WHEN known <> '' THEN known ELSE surface END AS shown FROM (
        SELECT node, known, surface, row_number() OVER (PARTITION BY node ORDER BY n DESC, length(surface) DESC, surface) AS place
        FROM (SELECT node, max(known) AS known, surface, sum(n) AS n FROM placed WHERE own GROUP BY node, surface) AS counted
    ) AS ordered WHERE place = 1
"""
# what all articles tell alike is told once, where it is told first; what is an article's own, article by article
_TELLINGS = f"""
    SELECT t.article_id, t.seq, left_node, right_node, left_own, right_own, l.shown, r.shown, reason, reason || '{_KEPT_APART}'
    FROM told AS t
    LEFT JOIN own_shown AS l ON left_own AND t.left_node = l.node
    LEFT JOIN own_shown AS r ON right_own AND t.right_node = r.node
    WHERE (left_own OR right_own) AND left_node <> right_node
    UNION ALL
    SELECT min(article_id), min_by(seq, (article_id, seq)), left_node, right_node, false, false, NULL, NULL,
           min(reason), min(reason || '{_KEPT_APART}')
    FROM told WHERE NOT left_own AND NOT right_own AND left_node <> right_node GROUP BY left_node, right_node
    ORDER BY 1, 2
"""  # noqa: S608  (our own text)


def resolve_entities(tables: Tables, lexicon: Lexicon) -> None:
    """From the digests to ``entities``, their links, and ``entity_ids`` (article_id, base, entity_id)."""
    people = place(tables, lexicon)
    resolver = _Resolver(tables, lexicon, people)
    resolver.join()
    resolver.tell()
    tables.add("links", link_rows(proposals(tables, resolver.nodes, resolver.clusters)))
    make_entities(tables, resolver.nodes, resolver.clusters)


class _Resolver:
    def __init__(self, tables: Tables, lexicon: Lexicon, people: People) -> None:
        self.tables = tables
        self.lexicon = lexicon
        self.people = people
        self.links: list[Link] = []
        self.nodes: dict[str, Node] = shared_nodes(tables)
        self.clusters = Clusters(self.nodes)

    def join(self) -> None:
        """Judgements first, then tables and keys."""
        self._decide()
        for base, people in self.people.items():
            self._keep_people_apart(base, people)
        self.links += listed_aliases(self.nodes.values(), self.lexicon)
        self.links += join_listed(self.nodes, self.lexicon, self.clusters, torn_surfaces(self.lexicon))
        self.links += join_by_key(self.nodes, self.lexicon, self.clusters)
        self.links += join_by_level(self.nodes, self.lexicon, self.clusters)
        self.links += listed_aliases(own_listed_nodes(self.tables), self.lexicon)
        self.tables.add("links", link_rows(self.links))

    def _decide(self) -> None:
        """A person's word in decisions.csv: "different" blocks every later join, "same" joins."""
        wanted = {normalise_key(name) for d in self.lexicon.decisions for name in (d.left, d.right)}
        by_surface: dict[str, list[str]] = defaultdict(list)
        for name, node in self.nodes.items() if wanted else ():
            keys = {node.key}
            if node.known or node.who:
                keys |= {normalise_key(text) for text in (*node.surfaces, node.shown)}
            for key in keys & wanted:
                by_surface[key].append(name)
        for judgement in ("different", "same"):
            for decision in self.lexicon.decisions:
                if decision.judgement != judgement:
                    continue
                for left in by_surface.get(normalise_key(decision.left), ()):
                    for right in by_surface.get(normalise_key(decision.right), ()):
                        if left != right:
                            reason = f"{decision.place}: {decision.note or 'judged by hand'}"
                            self._judge(left, right, reason, same=judgement == "same")

    def _judge(self, left: str, right: str, reason: str, *, same: bool) -> None:
        if not same:
            self.clusters.keep_apart(left, right)
        elif not self.clusters.join(left, right):
            self._link(left, right, f"{reason}; blocked: decisions.csv says different of them", "different")
            return
        self._link(left, right, reason, "same" if same else "different")

    def _keep_people_apart(self, base: str, people: list[tuple[str, str, str]]) -> None:
        """The first of a name and each further one, unless a person has joined them."""
        names = [(base, ""), *((name, against) for name, _, against in people)]
        for index, (left, _) in enumerate(names):
            for right, against in names[index + 1 :]:
                if left not in self.nodes or self.clusters.find(left) == self.clusters.find(right):
                    continue
                self.clusters.keep_apart(left, right)
                if index == 0:
                    self._link(left, right, against, "different")

    def _link(self, left: str, right: str, reason: str, judgement: Judgement) -> None:
        a, b = self.nodes[left], self.nodes[right]
        self.links.append(Link("entity", a.shown, b.shown, None, reason, judgement))

    def tell(self) -> None:
        """What the texts tell, in the order of the articles: ``attached`` says where an article's own names belong."""
        self.tables.make("told", _TOLD)
        self.tables.make("own_shown", _OWN_SHOWN)
        self.tables.create("attached", {"node": "string", "target": "string"})
        self.tables.add("links", link_rows(self._told()))

    def _told(self) -> Iterator[Link]:
        attached: list[Row] = []
        for _, rows in groupby(self.tables.rows(_TELLINGS), key=itemgetter(0)):
            own = _Own(self.clusters)
            for _, _, left, right, left_own, right_own, left_shown, right_shown, reason, refused in rows:
                joined = own.join(left if left_own else "", right if right_own else "", left, right)
                a = left_shown if left_own else self.nodes[left].shown
                b = right_shown if right_own else self.nodes[right].shown
                judgement: Judgement = "joined" if joined else "different"
                yield Link("entity", a, b, None, reason if joined else refused, judgement)
            attached += own.attached()
            if len(attached) > _TOGETHER:
                self.tables.add("attached", attached)
                attached = []
        self.tables.add("attached", attached)


_TOGETHER = 4_096  # rows that are added together


class _Own:
    """The names that are one article's own: what they are joined to, without a place in the clusters of the corpus.

    Nothing keeps them apart by themselves, so a name of the corpus stands for all that are joined to it.
    """

    def __init__(self, clusters: Clusters[str]) -> None:
        self._clusters = clusters
        self._anchors: dict[str, str] = {}  # representative of own names -> a name of the corpus
        self._names: Clusters[str] = Clusters(())

    def join(self, own_left: str, own_right: str, left: str, right: str) -> bool:
        """Join two nodes, of which those that are the article's own are told twice; False where they are kept apart."""
        anchors = [self._anchor(own, name) for own, name in ((own_left, left), (own_right, right))]
        if all(anchors) and not self._clusters.join(*anchors):
            return False
        anchor = anchors[0] or anchors[1]
        if own_left and own_right:
            self._names.join(own_left, own_right)
        own = own_left or own_right
        if own and anchor:
            self._anchors[self._names.find(own)] = anchor
        return True

    def _anchor(self, own: str, name: str) -> str:
        if not own:
            return name
        self._names.add(own)
        return self._anchors.get(self._names.find(own), "")

    def attached(self) -> Iterable[Row]:
        """Each of the article's own names with the name of the corpus, or the first of its own, that it goes with."""
        for first, names in self._names.members().items():
            target = self._anchors.get(first) or names[0]
            yield from ((name, target) for name in names)
