"""Which node each distinct name of each article goes into, and the nodes: grouped in SQL, never held together.

moved      article_id, base -> node, where the name means something of its own there; who: one of several people
placed     the rows of ``names`` with their node; ``own`` where the node counts in that article alone
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.resolve import namesakes
from pipeline.resolve.lines import decode
from pipeline.resolve.nodes import PERSON, WORK, Node, local_node
from pipeline.resolve.transliterated import Glossed, is_one_person
from pipeline.sql import groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.sql import Row, Tables, Type

#: base -> its further people: node, who, why it is not the first
People = dict[str, list[tuple[str, str, str]]]

_APART: dict[str, Type] = {
    "article_id": "string", "base": "string", "place": "int", "node": "string", "who": "string", "against": "string",
}  # fmt: skip
_PEOPLE = "SELECT DISTINCT base, place, node, who, against FROM apart ORDER BY base, place"
_MOVED_LOCAL = """
    SELECT DISTINCT article_id, name AS base, name || chr(31) || article_id AS node, '' AS who
    FROM tellings WHERE local
    UNION ALL SELECT article_id, base, node, who FROM apart
"""
_TOLD_APART = """
    SELECT p.base, p.published, p.article_id, p.profile_line
    FROM people AS p JOIN (SELECT base FROM people GROUP BY base HAVING count(*) > 1) AS several ON p.base = several.base
    ORDER BY p.base, p.published, p.article_id
"""
_ALIASES = (
    "SELECT DISTINCT article_id, name, target FROM tellings WHERE target <> '' AND NOT local AND NOT listed"
)
_SEVERAL = f"SELECT name FROM ({_ALIASES}) AS a GROUP BY name HAVING count(DISTINCT target) > 1"  # noqa: S608
_DISPUTED = f"""
    SELECT DISTINCT t.name, t.target, w.surface, n.surface AS written, p.profile_line FROM ({_ALIASES}) AS t
    JOIN (
        SELECT n.base, min(n.surface) AS surface FROM names AS n JOIN ({_SEVERAL}) AS several ON n.base = several.name
        GROUP BY n.base
    ) AS w ON t.name = w.base
    JOIN names AS n ON t.article_id = n.article_id AND t.target = n.base
    LEFT JOIN people AS p ON t.article_id = p.article_id AND t.target = p.base
    ORDER BY t.name, t.target, written, p.profile_line
"""  # noqa: S608  (our own text)
_SETTLED = f"""
    SELECT article_id, base, node, who FROM moved_locally
    UNION ALL
    SELECT DISTINCT t.article_id, t.name AS base, t.name || chr(31) || t.article_id AS node, '' AS who
    FROM ({_ALIASES}) AS t JOIN settled ON t.name = settled.name
    LEFT JOIN moved_locally AS m ON t.article_id = m.article_id AND t.name = m.base WHERE m.node IS NULL
"""  # noqa: S608
_PLACED = """
    SELECT n.*, coalesce(m.node, n.base) AS node, coalesce(m.who, '') AS who,
           m.node IS NOT NULL AS moved, m.node IS NOT NULL AND m.who = '' AS own
    FROM names AS n LEFT JOIN moved AS m ON n.article_id = m.article_id AND n.base = m.base
"""
_FIRST = "min((CASE WHEN published = '' THEN '9999' ELSE published END, article_id, start))"
_NODES = f"""
    SELECT node, base, who, moved, surface, region, label, sum(n), min((article_id, seq, known)), {_FIRST}
    FROM placed WHERE {{}} GROUP BY node, base, who, moved, surface, region, label ORDER BY node
"""  # noqa: S608


def place(tables: Tables, lexicon: Lexicon) -> People:
    """Make ``placed``; returns the people that share their name with another one."""
    tables.create("apart", _APART)
    tables.map_groups(_TOLD_APART, 1, _told_apart, "apart")
    tables.make("moved_locally", _MOVED_LOCAL)
    tables.create("settled", {"name": "string"})
    tables.map_groups(_DISPUTED, 1, lambda group: _settled(group, lexicon), "settled")
    tables.make("moved", _SETTLED)
    tables.make("placed", _PLACED)
    people: People = defaultdict(list)
    for base, _, node, who, against in tables.rows(_PEOPLE):
        people[base].append((node, who, against))
    return people


def _told_apart(group: Iterable[Row]) -> Iterator[Row]:
    """People of one name in several articles: a further node for each that is not the first."""
    rows = list(group)
    base = rows[0][0]
    profiles = [(article, decode(namesakes.Profile, line)) for _, _, article, line in rows]
    for place, person in enumerate(namesakes.tell_apart(profiles)[1:]):
        node = local_node(base, person.who)
        for article in person.articles:
            yield article, base, place, node, person.who, person.against


def _settled(group: Iterable[Row], lexicon: Lexicon) -> Iterator[Row]:
    """Short forms that articles use for different things are each article's own: USCC of two bodies."""
    rows = list(group)
    name, surface = rows[0][0], rows[0][2]
    glossed: dict[str, Glossed] = {}
    for _, target, _, written, line in rows:
        one = glossed.setdefault(_root(target, lexicon), Glossed())
        one.written.add(written)
        if line:
            one.profile.update(decode(namesakes.Profile, line))
    if len(glossed) > 1 and not (name.endswith(PERSON) and is_one_person(surface, glossed, lexicon.names)):
        yield (name,)


def _root(target: str, lexicon: Lexicon) -> str:
    """What two targets are compared by before anything is joined: the listed name of a key, else the key."""
    return "=" + lexicon.known_keys[target] if target in lexicon.known_keys else target


def shared_nodes(tables: Tables) -> dict[str, Node]:
    """The nodes that count beyond one article, in the order in which a corpus first names them."""
    found = sorted(_nodes(tables, "NOT own"), key=lambda pair: pair[0])
    return {node.name: node for _, node in found}


def own_listed_nodes(tables: Tables) -> Iterator[Node]:
    """Nodes of one article whose name a row of the tables lists."""
    return (node for _, node in _nodes(tables, "own AND known <> ''"))


def _nodes(tables: Tables, where: str) -> Iterator[tuple[tuple[str, int], Node]]:
    """Nodes, each with the place of its first mention."""
    for group in groups(tables.rows(_NODES.format(where)), 1):
        name, base, who, moved = group[0][:4]
        where_first = min(row[8] for row in group)
        node = Node(name, base.rstrip(PERSON + WORK), where_first[2], where_first[0] if moved else "", who)
        for _, _, _, _, surface, region, label, n, _, first in group:
            node.surfaces[surface] = node.surfaces.get(surface, 0) + n
            node.labels[label] = node.labels.get(label, 0) + n
            node.regional.setdefault(region, set()).add(surface)
            node.first = min(node.first, first)
        yield where_first[:2], node
