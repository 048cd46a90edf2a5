"""Two people of one name: kept apart where organisations, states or walks of life differ from article to article.

Only people that no table lists: a listed one has many offices. An article that tells nothing of the person goes with the
only one there is; where there are two, it stays by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.resolve.nodes import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.lexicon import Lexicon
    from pipeline.model import EntityMention, Extraction

_LONGEST = 40  # code points of an organisation behind the name
_MOST_NAMED = 40  # organisations of one article that are kept
_GAP = 10  # code points between an organisation and its officer: 华为高级副总裁兼首席法务官|宋柳平
_NO_GAP = re.compile(r"[，。！？；、：,.!?;:「」“”‘’（）()\n和与及对向在被将]")
# what stands between a name and an organisation behind it: 张伟（华为副总裁）, 张伟，北京大学教授, 张伟是华为的
_BEHIND = re.compile(r"(?:[（(，]|(?:现任|任职于|就职于|来自|是|系|为|供职于)){1,2}")
# walks of life that a person seldom leaves for another
_SPORT = re.compile(
    r"(?:教练|主帅|领队|球员|球星|前锋|后卫|中场|门将|中锋|投手|捕手|打者|小将|选手|运动员|国手|棋手|车手|裁判)$"
)
_STAGE = re.compile(
    r"(?:导演|编剧|演员|主演|影星|影帝|影后|歌手|歌星|艺人|模特|画家|书法家|作曲家|钢琴家|指挥家|舞蹈家|诗人|小说家)$"
)
_PRESS = re.compile(r"(?:记者|通讯员|摄影|编辑|主编|主播|主持人)$")
_OTHER = re.compile(
    r"(?:[部局处科厅署省市县区镇院校行社司院]长|书记|总理|总统|主席|委员|议员|代表|大使|发言人|教授|研究员|院士|博士|学者|工程师|科学家|分析师|经济学家|"
    r"总裁|董事长|经理|总监|首席执行官|执行长|创始人|创办人|律师|法官|检察官|警官|民警|警察|医生|医师|大夫|护士|主任|司令|上校|少将|中将|机长|航天员|宇航员)$"
)


@dataclass(slots=True)
class Profile:
    """What one article tells of a person: organisations (node, surface), states, walks of life; ``named``: all that it names."""

    organisations: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    walks: set[str] = field(default_factory=set)
    named: dict[str, str] = field(default_factory=dict)

    def update(self, other: Profile) -> None:
        """Take in what another article tells."""
        self.organisations.update(other.organisations)
        self.states.update(other.states)
        self.walks |= other.walks
        self.named.update(other.named)

    def __bool__(self) -> bool:
        return bool(self.organisations or self.states or self.walks)


@dataclass(slots=True)
class Namesake:
    """One of several people of one name: what is told, and where."""

    profile: Profile
    articles: list[str]
    who: str = ""  # empty for the first
    against: str = ""  # why it is not the first


def tell_apart(profiles: Sequence[tuple[str, Profile]]) -> list[Namesake]:
    """The people behind one name; ``profiles`` by article, the first published first."""
    people: list[Namesake] = []
    for article, profile in profiles:
        if not profile:
            continue
        reasons = [differ(person.profile, profile) for person in people]
        same = [person for person, reason in zip(people, reasons, strict=True) if not reason]
        sharing = [person for person in same if person.profile.organisations.keys() & profile.organisations]
        chosen = sharing[:1] or same[:1]
        if chosen:
            chosen[0].articles.append(article)
            chosen[0].profile.update(profile)
            continue
        known = Profile()
        known.update(profile)
        against = f"{reasons[0]} ({people[0].articles[0]}, {article})" if people else ""
        people.append(Namesake(known, [article], _who(profile) if people else "", against))
    silent = [article for article, profile in profiles if not profile]
    if len(people) < 2:
        return [Namesake(Profile(), [article for article, _ in profiles])]
    for article in silent:
        against = f"{article} does not tell which of {len(people)} people of that name it means"
        people.append(Namesake(Profile(), [article], article, against))
    return people


def differ(one: Profile, other: Profile) -> str:
    """Why two articles cannot mean one person; empty where they may."""
    if one.organisations.keys() & other.organisations.keys():
        return ""
    for left in one.organisations.values():
        for right in other.organisations.values():
            if left in right or right in left:
                return ""  # 北京大学 and 北京大学第三医院
    if _one_story(one, other) and _one_story(other, one):
        return ""  # 聞泰科技 and 安世 of one case, both of them in both articles
    if one.organisations and other.organisations:
        left, right = next(iter(one.organisations.values())), next(iter(other.organisations.values()))
        return f"two people of one name: {left} and {right}"
    if one.walks and other.walks and not one.walks & other.walks:
        return f"two people of one name: {min(one.walks)} and {min(other.walks)}"
    if one.states and other.states and not one.states.keys() & other.states.keys():
        left, right = next(iter(one.states.values())), next(iter(other.states.values()))
        return f"two people of one name: one of {left}, one of {right}"
    return ""


_STORY = 4  # bodies and states that two articles on one story both name


def _one_story(one: Profile, other: Profile) -> bool:
    """Whether the other article names an organisation of the one person: one that no table lists, or much else with it."""
    story = len(one.named.keys() & other.named.keys()) >= _STORY
    return any(
        (story or not node.startswith("="))
        and (node in other.named or any(text in named for named in other.named.values()))
        for node, text in one.organisations.items()
    )


def profile_of(
    extraction: Extraction,
    mentions: Iterable[EntityMention],
    beside: Sequence[tuple[EntityMention, str]],
    lexicon: Lexicon,
) -> Profile:
    """What an article tells of a person; ``beside`` are its organisations and states with the names they go by."""
    text = extraction.article.text
    found = Profile()
    ends = [other.end for other, _ in beside]
    for mention in mentions:
        near = slice(bisect_left(ends, mention.start - _GAP), bisect_left(ends, mention.end + 2 * _LONGEST))
        before = plain(text[max(0, mention.start - _GAP) : mention.start].replace("\n", "。"))
        after = plain(text[mention.end : mention.end + 6].replace("\n", "。"))
        title = lexicon.names.before.before(before, len(before))
        behind = lexicon.names.after.at(after, 0)
        for word in (before[title[1] :] if title else "", after[: behind[1]] if behind else ""):
            found.walks |= {_walk(word)} - {""}
        for other, name in beside[near]:
            gap = text[other.end : mention.start] if other.end <= mention.start else None
            if gap is not None and len(gap) <= _GAP and not _NO_GAP.search(plain(gap) or "，"):
                _note(found, other, name, titled=title is not None)
                found.walks |= {_walk(plain(gap))} - {""}
            elif 0 < other.start - mention.end <= 4 and _BEHIND.fullmatch(
                plain(text[mention.end : other.start])
            ):
                _note(found, other, name, titled=False)
    if found.organisations:
        for other, name in beside:
            if other.label == "ORG" and len(found.named) < _MOST_NAMED:
                found.named.setdefault(name, plain(other.text))
    return found


def _note(found: Profile, other: EntityMention, name: str, *, titled: bool) -> None:
    if other.label == "ORG":
        found.organisations.setdefault(name, plain(other.text))
    elif titled and other.rule.startswith(("name(CLDR", "name(countries", "country-")):
        found.states.setdefault(name, plain(other.text))


def _walk(title: str) -> str:
    for walk, titles in (("sport", _SPORT), ("stage", _STAGE), ("press", _PRESS), ("office", _OTHER)):
        if titles.search(title):
            return walk
    return ""


def _who(profile: Profile) -> str:
    told = [*profile.organisations.values(), *profile.states.values(), *sorted(profile.walks)]
    return told[0]
