"""From clusters of names to one row per thing: its name, label, surfaces and articles, put together one thing at a time.

clustered    the rows of ``placed`` with their cluster
entities     one line a thing
entity_ids   article_id, base -> entity_id: what the mentions of an article are looked up in
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.resolve.lines import decode, encode
from pipeline.resolve.nodes import node_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import EntityLabel
    from pipeline.resolve.clusters import Clusters
    from pipeline.resolve.nodes import Node
    from pipeline.sql import Row, Tables, Type


@dataclass(slots=True)
class Entity:
    """One thing across articles. ``articles`` in the order of their publication dates."""

    entity_id: str
    name: str
    label: EntityLabel
    aliases: list[str] = field(default_factory=list)
    surfaces: dict[str, list[str]] = field(default_factory=dict)  # region -> how it is written there
    n_mentions: int = 0
    articles: list[str] = field(default_factory=list)
    first_published: str = ""
    last_published: str = ""


_CLUSTERED = """
    SELECT p.article_id, p.published, p.base, p.start, p.surface, p.region, p.label, p.n, p.node, p.moved, p.own,
           coalesce(c.cluster, a.target, p.node) AS cluster, CASE WHEN p.moved THEN '' ELSE coalesce(c.known, '') END AS known
    FROM placed AS p
    LEFT JOIN attached AS a ON p.own AND p.node = a.node
    LEFT JOIN components AS c ON coalesce(a.target, p.node) = c.node
"""
_FIRST = "(CASE WHEN published = '' THEN '9999' ELSE published END, article_id, start, node)"
# the first name of each cluster with its commonest label, and the first that a row of the tables lists
_FIRSTS = f"""
    SELECT f.cluster, f.members, f.first, l.label, f.known FROM (
        SELECT cluster, min(node) AS members, min_by(node, {_FIRST}) AS first,
               min_by(known, {_FIRST}) FILTER (WHERE known <> '') AS known
        FROM clustered GROUP BY cluster
    ) AS f JOIN (
        SELECT node, label, row_number() OVER (PARTITION BY node ORDER BY n DESC, label) AS place
        FROM (SELECT node, label, sum(n) AS n FROM clustered GROUP BY node, label) AS counted
    ) AS l ON l.place = 1 AND l.node = f.first
    ORDER BY f.members
"""  # noqa: S608  (our own text)
# two clusters of one row, which a person's word keeps apart: all but the first
_SECOND = """
    SELECT DISTINCT k.cluster, k.entity_id, c.node FROM (
        SELECT cluster, entity_id, row_number() OVER (PARTITION BY entity_id ORDER BY members) AS place FROM keys
    ) AS k JOIN clustered AS c ON k.place > 1 AND k.cluster = c.cluster ORDER BY k.cluster, c.node
"""
_KEYS = """
    SELECT k.cluster, coalesce(s.entity_id, k.entity_id) AS entity_id, k.known
    FROM keys AS k LEFT JOIN seconds AS s ON k.cluster = s.cluster
"""
_NAME, _OWN_NAME, _LABEL, _ARTICLE = range(4)
_FACTS = f"""
    SELECT k.entity_id, k.known, f.kind, f.a, f.b, f.n FROM settled_keys AS k JOIN (
        SELECT cluster, CASE WHEN own THEN {_OWN_NAME} ELSE {_NAME} END AS kind, surface AS a, region AS b, sum(n) AS n
        FROM clustered GROUP BY cluster, own, surface, region
        UNION ALL SELECT cluster, {_LABEL}, label, '', sum(n) FROM clustered GROUP BY cluster, label
        UNION ALL SELECT DISTINCT cluster, {_ARTICLE}, published, article_id, 0 FROM clustered
    ) AS f ON k.cluster = f.cluster
    ORDER BY k.entity_id, f.kind, f.a, f.b
"""  # noqa: S608


def make_entities(tables: Tables, nodes: dict[str, Node], clusters: Clusters[str]) -> None:
    """Make ``entities`` and ``entity_ids``."""
    tables.create("components", {"node": "string", "cluster": "string", "known": "string"})
    tables.add("components", ((name, clusters.find(name), node.known) for name, node in nodes.items()))
    tables.make("clustered", _CLUSTERED)
    columns: dict[str, Type] = {
        "cluster": "string",
        "members": "string",
        "entity_id": "string",
        "known": "string",
    }
    tables.create("keys", columns)
    tables.map_groups(_FIRSTS, 1, _key, "keys")
    tables.create("seconds", {"cluster": "string", "entity_id": "string"})
    tables.map_groups(_SECOND, 1, _second, "seconds")
    tables.make("settled_keys", _KEYS)
    tables.create(
        "entities",
        {"entity_id": "string", "name": "string", "n_articles": "int", "n_mentions": "int", "line": "line"},
    )
    tables.map_groups(_FACTS, 1, _row, "entities")
    tables.make(
        "entity_ids",
        "SELECT DISTINCT c.article_id, c.base, k.entity_id FROM clustered AS c JOIN settled_keys AS k ON c.cluster = k.cluster",
    )


def each_entity(tables: Tables) -> Iterator[Entity]:
    """Those of most articles first."""
    lines = tables.rows("SELECT line FROM entities ORDER BY n_articles DESC, n_mentions DESC, entity_id")
    return (decode(Entity, line) for (line,) in lines)


def _key(group: Iterable[Row]) -> Iterator[Row]:
    """The id is that of the row of the tables, or of the name told first."""
    ((cluster, members, first, label, known),) = group
    name = node_of("=" + known, label) if known else first
    yield cluster, members, content_id("e", name), known or ""


def _second(group: Iterable[Row]) -> Iterator[Row]:
    members = list(group)
    yield members[0][0], content_id("e", *(node for _, _, node in members))


def _row(group: Iterable[Row]) -> Iterator[Row]:
    entity = _entity(group)
    yield entity.entity_id, entity.name, len(entity.articles), entity.n_mentions, encode(entity)


def _entity(group: Iterable[Row]) -> Entity:
    """One row: the name of the table row, else the commonest surface."""
    entity_id = known = ""
    surfaces: dict[str, int] = {}
    regional: dict[str, set[str]] = {}
    labels: list[tuple[int, EntityLabel]] = []
    full: set[str] = set()
    articles: list[tuple[str, str]] = []
    for entity_id, known, kind, a, b, n in group:  # noqa: B007  (the same in every row)
        if kind == _ARTICLE:
            articles.append((a, b))
        elif kind == _LABEL:
            labels.append((-n, a))
        else:
            surfaces[a] = surfaces.get(a, 0) + n
            regional.setdefault(b, set()).add(a)
            if kind == _NAME:
                full.add(a)
    # the surface of most mentions; a surname or given name is no name for a row that has a full one
    named = full or surfaces.keys()
    person = bool(labels) and min(labels)[1] == "PERSON"
    # 斯蒂格·拉尔松（Stieg Larsson）, each told once: a person goes by the name in the article's own script
    (name,) = (
        named
        if len(named) == 1
        else [min(named, key=lambda text: (-surfaces[text], person and text.isascii(), -len(text), text))]
    )
    name = known or name
    dates = [published for published, _ in articles if published]
    return Entity(
        entity_id=entity_id,
        name=name,
        label=min(labels)[1],
        aliases=sorted(surface for surface in surfaces if surface != name),
        surfaces={region: sorted(written) for region, written in sorted(regional.items())},
        n_mentions=sum(surfaces.values()),
        articles=[article for _, article in articles],
        first_published=dates[0] if dates else "",
        last_published=dates[-1] if dates else "",
    )
