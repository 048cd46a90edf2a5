"""The same thing in the world: names become entities.

What joins: one row of the name tables, a bracketed alias in a text, a short form that fits one longer name of its
article, the same key after script, region, width, case and legal form, a person's judgement in decisions.csv. String
similarity alone never joins; it proposes. The work is done on distinct names, never on mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.normalise import normalise_key
from pipeline.resolve import namesakes
from pipeline.resolve.clusters import Clusters
from pipeline.resolve.joins import join_by_key, join_by_level, join_listed, listed_aliases
from pipeline.resolve.links import Link
from pipeline.resolve.nodes import PERSON, WORK, Node, local_node, node_of
from pipeline.resolve.proposals import proposals
from pipeline.resolve.told import Telling, tellings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.lexicon import Lexicon
    from pipeline.model import EntityLabel, EntityMention, Extraction, Judgement

__all__ = ["Entity", "Link", "resolve_entities"]


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


def resolve_entities(
    extractions: Sequence[Extraction], lexicon: Lexicon
) -> tuple[dict[str, Entity], dict[str, str], list[Link]]:
    """Entities by id, the entity id of every mention, and the links that made or propose them."""
    resolver = _Resolver(extractions, lexicon)
    resolver.tell_namesakes_apart()
    resolver.place()
    resolver.join()
    return resolver.entities()


class _Resolver:
    def __init__(self, extractions: Sequence[Extraction], lexicon: Lexicon) -> None:
        self.extractions = extractions
        self.lexicon = lexicon
        self.links: list[Link] = []
        self.nodes: dict[str, Node] = {}
        self.clusters = Clusters(())
        self.moved: dict[tuple[str, str], str] = {}  # article and node of a key -> the node it really is
        self.namesakes: dict[str, list[tuple[str, namesakes.Namesake]]] = {}
        self.torn = _torn(lexicon)
        self.bases = [[_base(mention, self.torn) for mention in one.entities] for one in extractions]
        self.told = [
            telling
            for one, bases in zip(extractions, self.bases, strict=True)
            for telling in tellings(one, bases, lexicon.names)
        ]

    def tell_namesakes_apart(self) -> None:
        """People of one name in several articles: a further node for each that is not the first."""
        local = {(t.article_id, t.name) for t in self.told if t.local}
        where: dict[str, list[int]] = defaultdict(list)
        for index, bases in enumerate(self.bases):
            article_id = self.extractions[index].article.article_id
            for base in dict.fromkeys(bases):
                if base.endswith(PERSON) and base[0] != "=" and (article_id, base) not in local:
                    where[base].append(index)
        beside: dict[int, list[tuple[EntityMention, str]]] = {}
        for base, indices in where.items():
            if len(indices) < 2:
                continue
            profiles = []
            for index in sorted(indices, key=self._order):
                one, bases = self.extractions[index], self.bases[index]
                around = beside.setdefault(
                    index,
                    [(m, b) for m, b in zip(one.entities, bases, strict=True) if m.label in {"ORG", "GPE"}],
                )
                mentions = [m for m, b in zip(one.entities, bases, strict=True) if b == base]
                profile = namesakes.profile_of(one, mentions, around, self.lexicon)
                profiles.append((one.article.article_id, profile))
            people = namesakes.tell_apart(profiles)
            for person in people[1:]:
                name = local_node(base, person.who)
                self.namesakes.setdefault(base, []).append((name, person))
                self.moved.update(((article, base), name) for article in person.articles)

    def _order(self, index: int) -> tuple[str, str]:
        article = self.extractions[index].article
        return article.published or "9999", article.article_id

    def place(self) -> None:
        """Every mention into its node: that of its key, or one of its article's own."""
        for telling in self.told:
            if telling.local:
                place = (telling.article_id, telling.name)
                self.moved[place] = local_node(telling.name, telling.article_id)
        self._settle_abbreviations()
        for one, bases in zip(self.extractions, self.bases, strict=True):
            article = one.article
            for mention, base in zip(one.entities, bases, strict=True):
                name = self.moved.get((article.article_id, base), base)
                node = self.nodes.get(name)
                if node is None:
                    local = article.article_id if name != base else ""
                    known = mention.known if base[0] == "=" else ""  # torn from its row, it has none
                    node = self.nodes[name] = Node(name, base.rstrip(PERSON + WORK), known, local)
                    self.clusters.add(name)
                node.add(mention, article)
        for people in self.namesakes.values():
            for name, person in people:
                self.nodes[name].who = person.who

    def _settle_abbreviations(self) -> None:
        """A short form that articles use for different things is each article's own: USCC of two bodies."""
        targets: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for telling in self.told:
            if telling.target and not telling.local and not telling.listed:
                targets[telling.name][telling.target].append(telling.article_id)
        for name, found in targets.items():
            if len(found) > 1 and len({_root(target, self.lexicon) for target in found}) > 1:
                for articles in found.values():
                    self.moved.update(
                        ((article, name), local_node(name, article))
                        for article in articles
                        if (article, name) not in self.moved
                    )

    def join(self) -> None:
        """Judgements first, then tables and keys, then what the texts tell; similarity proposes last."""
        self._decide()
        for people in self.namesakes.values():
            self._keep_people_apart(people)
        self.links += listed_aliases(self.nodes, self.lexicon)
        self.links += join_listed(self.nodes, self.lexicon, self.clusters, self.torn)
        self.links += join_by_key(self.nodes, self.clusters)
        self.links += join_by_level(self.nodes, self.lexicon, self.clusters)
        for telling in self.told:
            self._tell(telling)
        self.links += proposals(self.nodes, self.clusters)

    def _decide(self) -> None:
        """A person's word in decisions.csv: "different" blocks every later join, "same" joins."""
        wanted = {normalise_key(name) for d in self.lexicon.decisions for name in (d.left, d.right)}
        people = {name for found in self.namesakes.values() for name, _ in found}
        by_surface: dict[str, list[str]] = defaultdict(list)
        for name, node in self.nodes.items():
            if node.local and name not in people:
                continue  # a surname in one article is nobody's name elsewhere
            keys = {node.key}
            if node.known or name in people:
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

    def _keep_people_apart(self, people: list[tuple[str, namesakes.Namesake]]) -> None:
        """The first of a name and each further one, unless a person has joined them."""
        base = next(name for name, _ in people).split("\x1f")[0]
        names = [(base, None), *people]
        for index, (left, _) in enumerate(names):
            for right, person in names[index + 1 :]:
                if left not in self.nodes or self.clusters.find(left) == self.clusters.find(right):
                    continue
                self.clusters.keep_apart(left, right)
                if index == 0 and person is not None:
                    self._link(left, right, person.against, "different")

    def _tell(self, telling: Telling) -> None:
        place, target = (telling.article_id, telling.name), (telling.article_id, telling.target)
        name, found = self.moved.get(place, telling.name), self.moved.get(target, telling.target)
        if not telling.target or name == found or name not in self.nodes or found not in self.nodes:
            return
        if self.clusters.join(name, found):
            self._link(name, found, telling.reason, "joined")
        else:
            self._link(name, found, f"{telling.reason}; but they are kept apart", "different")

    def _link(self, left: str, right: str, reason: str, judgement: Judgement) -> None:
        a, b = self.nodes[left], self.nodes[right]
        self.links.append(Link("entity", a.shown, b.shown, None, reason, judgement))

    def entities(self) -> tuple[dict[str, Entity], dict[str, str], list[Link]]:
        """One row for each cluster, the id of each mention, the links in order."""
        entities: dict[str, Entity] = {}
        ids: dict[str, str] = {}
        for members in self.clusters.members().values():
            entity = _entity([self.nodes[member] for member in members])
            if entity.entity_id in entities:  # two clusters of one row, which a person's word keeps apart
                entity.entity_id = content_id("e", *members)
            entities[entity.entity_id] = entity
            ids.update(dict.fromkeys(members, entity.entity_id))
        entity_of = {
            mention.mention_id: ids[self.moved.get((one.article.article_id, base), base)]
            for one, bases in zip(self.extractions, self.bases, strict=True)
            for mention, base in zip(one.entities, bases, strict=True)
        }
        links = dict.fromkeys(sorted(self.links, key=lambda k: (k.kind, k.left, k.right, k.reason)))
        return entities, entity_of, list(links)


def _base(mention: EntityMention, torn: set[tuple[str, str]]) -> str:
    """The node of a mention by its key; a surface that decisions.csv tears from its row has its own."""
    if torn and mention.known and (normalise_key(mention.text), mention.known) in torn:
        return node_of(normalise_key(mention.text), mention.label)
    return node_of(mention.key, mention.label)


def _torn(lexicon: Lexicon) -> set[tuple[str, str]]:
    """Surfaces (key, row) that a person judged to be something else than the row that lists them."""
    different = [decision for decision in lexicon.decisions if decision.judgement == "different"]
    if not different:
        return set()
    torn: set[tuple[str, str]] = set()
    rows = lexicon.known_keys
    for decision in different:
        left, right = normalise_key(decision.left), normalise_key(decision.right)
        row = rows.get(left)
        if row is not None and row == rows.get(right):
            torn.add((left if right == normalise_key(row) else right, row))
    return torn


def _root(target: str, lexicon: Lexicon) -> str:
    """What two targets are compared by before anything is joined: the listed name of a key, else the key."""
    return "=" + lexicon.known_keys[target] if target in lexicon.known_keys else target


def _entity(members: list[Node]) -> Entity:
    """One row: the name of the table row, else the commonest surface; the id is that of the row, or of the name told first."""
    one = members[0]
    first = one if len(members) == 1 else min(members, key=lambda node: (node.first, node.name))
    surfaces, labels, articles, regional = one.surfaces, one.labels, one.articles, one.regional
    if len(members) > 1:
        surfaces, labels, articles, regional = Counter(), Counter(), {}, defaultdict(set)
        for node in members:
            surfaces.update(node.surfaces)
            labels.update(node.labels)
            articles.update(node.articles)
            for region, written in node.regional.items():
                regional[region] |= written
    known = _known(members)
    name = known or _commonest(members, surfaces)
    dates = sorted(date for date in articles.values() if date)
    return Entity(
        entity_id=content_id("e", node_of("=" + known, first.label) if known else first.name),
        name=name,
        label=min(labels, key=lambda label: (-labels[label], label)),
        aliases=sorted(surface for surface in surfaces if surface != name),
        surfaces={region: sorted(written) for region, written in sorted(regional.items())},
        n_mentions=surfaces.total(),
        articles=sorted(articles, key=lambda a: (articles[a], a)),
        first_published=dates[0] if dates else "",
        last_published=dates[-1] if dates else "",
    )


def _known(members: list[Node]) -> str:
    """The row of the tables that was told first: further articles, being newer, change neither name nor id."""
    known = [node for node in members if node.known and not node.local]
    return min(known, key=lambda node: (node.first, node.name)).known if known else ""


def _commonest(members: list[Node], surfaces: Counter[str]) -> str:
    """The surface of most mentions; a surname or given name is no name for a row that has a full one."""
    full = {text for node in members if not node.local or node.who for text in node.surfaces}
    return min(full or surfaces, key=lambda text: (-surfaces[text], -len(text), text))
