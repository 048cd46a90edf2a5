"""The same thing in the world: names become entities.

What joins: one row of the name tables, a bracketed alias in a text, a stripped legal form, the same key after script,
region, width and case, a person's judgement in decisions.csv. String similarity alone never joins; it proposes.
The work is done on distinct names, never on mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.normalise import normalise_key
from pipeline.resolve.clusters import Clusters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.lexicon import Lexicon
    from pipeline.model import EntityLabel, Extraction, Judgement

PROPOSE_ABOVE = 80.0  # rapidfuzz ratio; a proposal costs a reader one look, a join nothing can undo
_LONGEST_BLOCK = 400  # names of one block that are compared pair by pair


@dataclass(slots=True)
class Entity:
    """One thing across articles. ``articles`` in the order of their publication dates."""

    entity_id: str
    name: str
    label: EntityLabel
    aliases: list[str] = field(default_factory=list)
    n_mentions: int = 0
    articles: list[str] = field(default_factory=list)
    first_published: str = ""
    last_published: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two names or mentions that were joined, kept apart or proposed, with the reason."""

    kind: str
    left: str
    right: str
    score: float | None
    reason: str
    judgement: Judgement

    @property
    def link_id(self) -> str:
        """Derived from the pair, so that a rerun gives the same."""
        return content_id("l", self.kind, self.left, self.right, self.judgement)


@dataclass(slots=True)
class _Node:
    """A distinct name: its surfaces, labels and articles."""

    key: str
    surfaces: Counter[str] = field(default_factory=Counter)
    labels: Counter[EntityLabel] = field(default_factory=Counter)
    articles: dict[str, str] = field(default_factory=dict)  # article_id -> published
    known: str = ""


def node_of(key: str, label: str) -> str:
    """People and other things never share a node: 华盛顿 the man and the city."""
    return f"{key}\x1eP" if label == "PERSON" else key


def resolve_entities(
    extractions: Iterable[Extraction], lexicon: Lexicon
) -> tuple[dict[str, Entity], dict[str, str], list[Link]]:
    """Entities by id, the entity id of every node, and the links that made or propose them."""
    nodes: dict[str, _Node] = {}
    aliases: dict[tuple[str, str], str] = {}
    for extraction in extractions:
        article = extraction.article
        for mention in extraction.entities:
            name = node_of(mention.key, mention.label)
            node = nodes.setdefault(name, _Node(mention.key, known=mention.known))
            node.surfaces[mention.text] += 1
            node.labels[mention.label] += 1
            node.articles[article.article_id] = article.published
            if mention.alias_of:
                target = node_of(mention.alias_of, mention.label)
                aliases.setdefault((name, target), article.article_id)
    clusters = Clusters(nodes)
    links: list[Link] = []
    _decide(nodes, lexicon, clusters, links)
    _by_table(nodes, lexicon, clusters, links)
    _by_alias(nodes, aliases, clusters, links)
    links += _proposals(nodes, clusters)
    entities: dict[str, Entity] = {}
    ids: dict[str, str] = {}
    for members in clusters.members().values():
        entity = _entity([nodes[member] for member in members], members)
        entities[entity.entity_id] = entity
        for member in members:
            ids[member] = entity.entity_id
    return entities, ids, sorted(links, key=lambda link: (link.kind, link.left, link.right))


def _shown(node: _Node) -> str:
    return node.known or node.surfaces.most_common(1)[0][0]


def _decide(nodes: dict[str, _Node], lexicon: Lexicon, clusters: Clusters, links: list[Link]) -> None:
    """A person's word in decisions.csv comes first: "different" blocks every later join, "same" joins."""
    by_surface: dict[str, list[str]] = defaultdict(list)
    for name, node in nodes.items():
        for surface in {*node.surfaces, node.known, node.key.removeprefix("=")}:
            if surface:
                by_surface[normalise_key(surface)].append(name)
    for judgement in ("different", "same"):
        for decision in lexicon.decisions:
            if decision.judgement != judgement:
                continue
            for left in by_surface.get(normalise_key(decision.left), ()):
                for right in by_surface.get(normalise_key(decision.right), ()):
                    if judgement == "different":
                        clusters.keep_apart(left, right)
                    else:
                        clusters.join(left, right)
                    reason = f"{decision.place}: {decision.note or 'judged by hand'}"
                    links.append(
                        Link(
                            "entity",
                            _shown(nodes[left]),
                            _shown(nodes[right]),
                            None,
                            reason,
                            decision.judgement,
                        )
                    )


def _by_table(nodes: dict[str, _Node], lexicon: Lexicon, clusters: Clusters, links: list[Link]) -> None:
    """A name that no table lists as written has the key of one that is listed: 軟體公司 written another way."""
    listed = lexicon.known_keys
    for name, node in nodes.items():
        if node.known:
            continue
        known = listed.get(node.key)
        target = node_of("=" + known, next(iter(node.labels))) if known else ""
        if target in nodes and clusters.join(name, target):
            links.append(
                Link("entity", _shown(node), known or "", 100.0, "the same key as a listed surface", "joined")
            )


def _by_alias(
    nodes: dict[str, _Node], aliases: dict[tuple[str, str], str], clusters: Clusters, links: list[Link]
) -> None:
    """深度求索（DeepSeek）: the text itself says that two names are one thing."""
    for (name, target), article in sorted(aliases.items()):
        found = (
            target
            if target in nodes
            else next((n for n in (target.removesuffix("\x1eP"), target + "\x1eP") if n in nodes), "")
        )
        if not found or found == name:
            continue
        reason = f"alias or short form told in {article}"
        if clusters.join(name, found):
            links.append(Link("entity", _shown(nodes[name]), _shown(nodes[found]), None, reason, "joined"))
        else:
            links.append(
                Link(
                    "entity",
                    _shown(nodes[name]),
                    _shown(nodes[found]),
                    None,
                    f"{reason}; blocked by decisions.csv",
                    "different",
                )
            )


def _proposals(nodes: dict[str, _Node], clusters: Clusters) -> list[Link]:
    """Pairs that look alike, for a person to judge. Names are compared within blocks of a shared pair of characters."""
    from rapidfuzz.fuzz import ratio

    blocks: dict[str, list[str]] = defaultdict(list)
    for name, node in nodes.items():
        plain = node.key.removeprefix("=").casefold()
        if len(plain) >= 3:
            for ends in {plain[:2], plain[-2:]}:
                blocks[ends].append(name)
    seen: set[tuple[str, str]] = set()
    links: list[Link] = []
    for block in blocks.values():
        if len(block) > _LONGEST_BLOCK:
            continue
        for i, left in enumerate(block):
            for right in block[i + 1 :]:
                pair = (min(left, right), max(left, right))
                if pair in seen or clusters.find(left) == clusters.find(right):
                    continue
                seen.add(pair)
                a, b = nodes[pair[0]], nodes[pair[1]]
                if a.labels.most_common(1)[0][0] != b.labels.most_common(1)[0][0]:
                    continue
                score = ratio(a.key.removeprefix("="), b.key.removeprefix("="))
                if score >= PROPOSE_ABOVE:
                    links.append(
                        Link(
                            "entity", _shown(a), _shown(b), round(score, 1), "similar characters", "proposed"
                        )
                    )
    return links


def _entity(members: list[_Node], names: list[str]) -> Entity:
    known = sorted({node.known for node in members if node.known})
    surfaces: Counter[str] = Counter()
    labels: Counter[EntityLabel] = Counter()
    articles: dict[str, str] = {}
    for node in members:
        surfaces.update(node.surfaces)
        labels.update(node.labels)
        articles.update(node.articles)
    name = known[0] if known else min(surfaces, key=lambda s: (-surfaces[s], -len(s), s))
    canonical = "=" + known[0] if known else min(names)
    dates = sorted(date for date in articles.values() if date)
    return Entity(
        entity_id=content_id("e", canonical),
        name=name,
        label=min(labels, key=lambda label: (-labels[label], label)),
        aliases=sorted(surface for surface in surfaces if surface != name),
        n_mentions=surfaces.total(),
        articles=sorted(articles, key=lambda a: (articles[a], a)),
        first_published=dates[0] if dates else "",
        last_published=dates[-1] if dates else "",
    )
