"""Who did it, told behind 的: 2015年创办青禾公司的|李强宣布退休, 3月5日访问北京的|普京返回莫斯科.

A verb with its own object before 的 says which person or body the noun behind is, unless something before it is its
subject, or the noun behind may as well be part of the object (收购微软的|股份, 逮捕青禾公司的|李强).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import GOVERNING

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.mentions import Mentions
    from pipeline.model import EntityMention

# what may stand before the verb beside its date: 曾于, 凭作品《…》于
_BEFORE = re.compile(
    r"(?:曾经?|已经?|刚刚?|没有|未曾?|首次|最早|率先|成功|正式|正|于|在|[凭靠以][^，；。的]{1,20}|其中|而|但|不过|这[名位家]|一[名位家]|[名位家])*"
)
_OF = re.compile(r"的(?!话|同时|时候|是)")
_FURTHEST = 24  # code points from a verb to 的, and from 的 to a name
_NOT_BEHIND = frozenset("、和与及的等并后时前上中里内")
_BRACKET = re.compile(r"\([^()\n]{1,40}\)")
# what is done to people: whose the person behind 的 is cannot be told
_TO_PEOPLE = frozenset(
    "appoint arrest attack cause defend die elect injure investigate judge meet refuse rescue sanction support suspend sue transfer oppose"
    " rise fall reach report trade score end".split()
)
# what is done to no person, so that one behind 的 did it
_TO_THINGS = frozenset(
    "acquire build buy found hold invest launch produce publish release sign visit".split()
)
_OF_WORKS = frozenset("hold launch produce publish release".split())  # done to no body either
_SPEAKS = re.compile(r"(?:还|也|则|随后|昨天?|今天?)?(?:说|称|表示|指出|强调|透露|回应|坦言|认为)")
_TAKES = re.compile(r"[获夺得赢摘]")  # 荣获|国际布克奖, but 击败|冠军
_POST = re.compile(r"(?:出|担|接|就|升|获|连|转|调)任")
_LIKE_NOUN = re.compile(r"[选赛会战展案奖约议法]$")  # 大选, which the segmenter has as a verb


def doer_behind(page: Mentions, clause: Clause, candidate: Candidate, later: int) -> EntityMention | None:
    """The name behind 的 that did what a verb with its object before 的 tells; ``later`` is where the next verb begins."""
    kind = candidate.trigger.type
    if (
        not candidate.listed
        or candidate.trigger.roles != "actor-object"
        or candidate.trigger.noun
        or kind in GOVERNING
    ):
        return None
    of = _of_behind(page, clause, candidate)
    if of is None or (kind in _TO_PEOPLE and not _to_sure(page, candidate, of)):
        return None
    if _BEFORE.fullmatch(_without_dates(page, clause.start, candidate.start)) is None:
        return None
    doer = _name_behind(page, of + 1, min(of + _FURTHEST, clause.end))
    if doer is None:
        return None
    bracket = _BRACKET.match(page.norm, doer.end, clause.end)
    end = bracket.end() if bracket else doer.end
    if end >= clause.end:
        things = (
            kind in _TO_THINGS or (kind == "win" and _TAKES.search(candidate.surface)) or kind == "appoint"
        )
        return doer if doer.label == "PERSON" and things else None
    if page.norm[end] in _NOT_BEHIND:
        return None
    if page.dated(end) or _SPEAKS.match(page.norm, end, clause.end):
        return doer
    between = page.context.tokens_in(end, later)
    noun = any(not page.taken[token.start] and token.tag[:1] == "n" for token in between)  # 微软|股份
    return doer if not noun and end <= later < min(end + _FURTHEST, clause.end) else None


def own_object(page: Mentions, clause: Clause, candidate: Candidate) -> int | None:
    """Where 的 stands behind the object of a verb of no subject, with a person behind that may be none: 创办青禾公司|的李强、王芳."""
    kind = candidate.trigger.type
    if not candidate.listed or candidate.trigger.roles != "actor-object" or kind not in _TO_THINGS:
        return None
    of = _of_behind(page, clause, candidate)
    if of is None or _BEFORE.fullmatch(_without_dates(page, clause.start, candidate.start)) is None:
        return None
    labels = {name.label for name in page.between(of + 1, min(of + _FURTHEST, clause.end))}
    return of if "PERSON" in labels or ("ORG" in labels and kind in _OF_WORKS) else None


def _to_sure(page: Mentions, candidate: Candidate, of: int) -> bool:
    """Whether what is done to somebody is surely done to who stands before 的: 杀害王芳的|李强, 出任行长的|张敏; not 逮捕青禾公司的李强."""
    if _POST.match(candidate.surface):
        return True
    name = page.name_at(of - 1)
    return name is not None and name.label == "PERSON" and name.end == of


def _of_behind(page: Mentions, clause: Clause, candidate: Candidate) -> int | None:
    """Where 的 stands behind a verb and nouns that are its object."""
    of = _OF.search(page.norm, candidate.end + 2, min(candidate.end + _FURTHEST, clause.end))
    if of is None or page.taken[of.start()]:
        return None
    words = [
        token
        for token in page.context.tokens_in(candidate.end, of.start())
        if not page.taken[token.start] and token.word not in {"了", "过"}
    ]
    nouns = all(
        token.tag[:1] in "nmqbajxf" or token.tag == "vn" or _LIKE_NOUN.search(token.word) for token in words
    )
    return of.start() if nouns else None


def _without_dates(page: Mentions, start: int, end: int) -> str:
    return "".join(page.norm[at] for at in range(start, end) if not page.dated(at)).strip()


def _name_behind(page: Mentions, start: int, stop: int) -> EntityMention | None:
    """The person or body behind 的, with nothing but nouns before it: 韩国女作家|韩江."""
    names = page.between(start, stop)
    for at, name in enumerate(names):
        joined = at + 1 < len(names) and names[at + 1].start == name.end
        if name.label == "PERSON" or (name.label == "ORG" and not joined):
            words = page.context.tokens_in(start, name.start)
            nouns = all(page.taken[token.start] or token.tag[:1] in "nmqbaj" for token in words)
            return name if nouns else None
    return None
