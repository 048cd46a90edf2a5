"""What joins names without a word of the text: a listed surface, a legal form, regional words, a place's level."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.lexicon.levels import without_level
from pipeline.normalise import normalise_key
from pipeline.resolve.forms import without_legal_form, without_state
from pipeline.resolve.links import Link
from pipeline.resolve.nodes import PERSON, WORK, Node, node_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.lexicon import Lexicon
    from pipeline.model import Region
    from pipeline.resolve.clusters import Clusters

_REGIONS: tuple[Region, ...] = ("TW", "HK", "MO")
_TITLES = frozenset({"WORK_OF_ART", "LAW"})
_TAKEN_OFF = (
    (frozenset({"ORG", "PRODUCT"}), without_legal_form, "legal form"),
    (frozenset({"LAW", "ORG"}), without_state, "the name of the state"),
)
_LEAST = 2  # code points of a listed body, and of the part of it: 教廷|国务院
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def join_listed(
    nodes: dict[str, Node], lexicon: Lexicon, clusters: Clusters[str], torn: set[tuple[str, str]]
) -> list[Link]:
    """A name written in a way that no table lists has the key of one that is listed: NVIDIA Corp., 英伟达有限公司."""
    links: list[Link] = []
    listed, by_name = lexicon.known_keys, lexicon.names.by_name
    for name, node in list(nodes.items()):
        if node.known or node.local:
            continue
        text = node.plain
        bare = without_legal_form(text)
        row = listed.get(node.key) or (listed.get(normalise_key(bare)) if bare != text else None)
        if row is None or row not in by_name or (node.key, row) in torn:
            continue  # a person's word tears some surfaces from their row
        if ("PERSON" in by_name[row].labels) != node.person:
            continue
        if (WORK in name) != bool(_TITLES & set(by_name[row].labels)):
            continue
        if (node.label == "EVENT") != ("EVENT" in by_name[row].labels) and not node.person:
            continue  # the storm 狮子山 is no country
        if bare != text and by_name[row].label in _PLACES:
            continue  # 上海公司 is not Shanghai
        target = node_of("=" + row, "PERSON" if node.person else node.label)
        if target not in nodes:
            # nobody writes it as listed: the row lends its name, so that the id is that of any other corpus
            node.known = row
        elif clusters.join(name, target):
            links.append(Link("entity", node.shown, row, 100.0, "the same key as a listed surface", "joined"))
    return links


def listed_aliases(nodes: Iterable[Node], lexicon: Lexicon) -> list[Link]:
    """What a row of the tables has joined already, told once a spelling: NVIDIA and 英伟达, by names.csv:5134."""
    links: list[Link] = []
    for node in nodes:
        row = lexicon.names.by_name.get(node.known) if node.known else None
        if row is None:
            continue
        own = normalise_key(row.name)
        written = {normalise_key(plain(surface)): plain(surface) for surface in sorted(node.surfaces)}
        links += [
            Link("entity", surface, row.name, None, f"one row: {row.place}", "joined")
            for key, surface in written.items()
            if key != own and len(surface) > 1
        ]
    return links


def join_by_key(nodes: dict[str, Node], lexicon: Lexicon, clusters: Clusters[str]) -> list[Link]:
    """One key after regional words (資訊 is 信息), legal form (有限公司) or the state's name (中华人民共和国) is taken off.

    So have FIFA纪律委员会 and 国际足联纪律委员会: parts of one listed body, called alike.
    """
    links: list[Link] = []
    by_key: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, node in nodes.items():
        if node.local or node.person:
            continue
        kind = WORK if node.label in _TITLES else ""
        for key, reason in (*_keys(node), *_part_of_listed(node, lexicon)):
            by_key[key, kind].append((name, reason))
    for _, entries in sorted(by_key.items()):
        exact = [name for name, reason in entries if not reason]
        others = [(name, reason) for name, reason in entries if reason and name not in exact]
        # 华为有限公司 and 华为股份有限公司 may be two companies: one longer form is needed, or the short one
        longer = {name for name, reason in others if reason.startswith("legal")}
        for name, reason in others:
            if reason.startswith("legal") and len(longer) > 1:
                continue
            for target in exact or [other for other, _ in others if other != name]:
                if _joined(clusters, name, target):
                    links += [_link(nodes, name, target, f"the same key without {reason}")]
    return links


def _keys(node: Node) -> list[tuple[str, str]]:
    """The key of a node as written (no reason), and those after something was taken off."""
    own = node.key.removeprefix("=")
    found = {own: ""}
    text = node.known or node.plain
    whole = ""
    for labels, without, reason in _TAKEN_OFF:
        if node.label in labels:
            bare = without(text)
            if bare == text:
                whole = whole or normalise_key(text)
            found.setdefault(whole if bare == text else normalise_key(bare), reason)
    for region in () if node.known else _REGIONS:
        for surface in node.regional.get(region, ()):
            if not surface.isascii():
                found.setdefault(normalise_key(surface, region), f"regional words ({region})")
    return list(found.items())


def _part_of_listed(node: Node, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The key of an unlisted body that begins with a listed one: the row, and what stands behind it."""
    if node.known or node.label != "ORG":
        return []
    key, listed = node.key, lexicon.known_keys
    for end in range(len(key) - _LEAST, _LEAST - 1, -1):  # the longest first
        row = lexicon.names.by_name.get(listed.get(key[:end], ""))
        if row is not None and row.label == "ORG":
            return [(f"{row.name}\x1f{key[end:]}", f"the name of {row.name}")]
    return []


def join_by_level(nodes: dict[str, Node], lexicon: Lexicon, clusters: Clusters[str]) -> list[Link]:
    """广东 and 广东省, where the gazetteer knows one place of that name; 嘉义 may be the city or the county."""
    links: list[Link] = []
    by_plain: dict[str, list[str]] = defaultdict(list)
    for name, node in nodes.items():
        if node.label == "GPE" and not node.local and PERSON not in name:
            by_plain[node.plain].append(name)
    for text in sorted(by_plain):
        short = without_level(text)
        if short == text or short not in by_plain or text not in lexicon.full_places.get(short, ()):
            continue
        for name in by_plain[text]:
            for target in by_plain[short]:
                if _joined(clusters, name, target):
                    links += [_link(nodes, target, name, "the name without its level")]
    return links


def _joined(clusters: Clusters[str], a: str, b: str) -> bool:
    """Whether two clusters were two, and are one now."""
    return clusters.find(a) != clusters.find(b) and clusters.join(a, b)


def _link(nodes: dict[str, Node], left: str, right: str, reason: str) -> Link:
    return Link("entity", nodes[left].shown, nodes[right].shown, 100.0, reason, "joined")
