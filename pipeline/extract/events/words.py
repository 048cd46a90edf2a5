"""Which words of a text are triggers that triggers.csv lists: no part of a name or number, not across other words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import Candidate
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.events.mentions import Mentions
    from pipeline.lexicon.happenings import Trigger

MARKED = re.compile(
    r"(?:能|曾|终于|遭|获|已经?|又|再次?|才|也|并|均|都|共|随即|随后|接着|先后|陆续|正式|首次|一度|双双|暂时|将|会|被|没有?|未|大为?|分别|全部)$"
)

_INSTANCE = frozenset("一二终再原")
_WHEN_SAID = frozenset("时后中上里")  # glued to 说 by the segmenter
_BALLOT = re.compile(r"[^，；。]{0,10}票")
_BOMB = re.compile(r"[^，；。]{0,10}(?<!震撼)[炸核氢子雷烧][弹雷]")
# 美军9月15日|登陆仁川; no storm that comes ashore at a naval port
_FORCES = re.compile(
    r"(?<![^，；。\n])(?!台风|飓风|热带)[^，；。在于]{0,10}(?:[军兵]|部队|舰队)(?![港方区事]|基地)[^，；。风]{0,16}$"
)
_MARKET = re.compile(
    r"[^，；。]{0,8}(?:交所|交易所|纳斯达克|[Aa]股|[港美]股|科创板|创业板|主板|新三板|资本市场)"
)
# what a verb tells by its object: 进入决赛 is a win, 接受采访 is said, 列为遗产 no sanction
_OTHER_KINDS = {
    "获得": ((re.compile(r"了?[^，；。]{0,16}?(?:冠军|桂冠|亚军|季军|[金银铜]牌)"), "win"),),
    "进入": (
        (re.compile(r"了?[^，；。]{0,14}?(?:决赛|[四八0-9十六两二三]+强|季后赛|下一轮|复赛|正赛)"), "win"),
        (
            re.compile(r"了?[^，；。]{0,10}?(?:阶段|时期|状态|高峰|尾声|倒计时|程序|[旺淡雨汛]季|周期)"),
            "start",
        ),
    ),
    "接受": (
        (re.compile(r"了?[^，；。]{0,12}?(?:采访|专访|访问|访谈|访时|访说|访问时)"), "say"),
        (re.compile(r"了?[^，；。]{0,8}?(?:调查|审查|检查|询问|审讯|讯问|问话)"), "investigate"),
        (re.compile(r"了?[^，；。]{0,8}?(?:手术|治疗)"), "injure"),
    ),
    "列入": ((re.compile(r"(?!.{0,16}(?:名单|清单|管制|制裁|黑|失信))"), "change"),),
    "列为": ((re.compile(r"(?!.{0,16}(?:名单|清单|管制|制裁|黑|失信|嫌|被告|禁|通缉|敌|威胁))"), "change"),),
}


def listed(page: Mentions) -> dict[int, list[Candidate]]:
    """The listed words of a document by the index of their sentence; of two that overlap the longer one."""
    context = page.context
    found: dict[int, list[Candidate]] = {}
    for start, end, trigger in context.lexicon.happenings.find(page.norm):
        if start < context.article.body_start or not _is_whole(page, start, end, trigger):
            continue
        mine = found.setdefault(context.sentence_at(start), [])
        if any(c.start < end and start < c.end and c.end - c.start >= end - start for c in mine):
            continue
        mine[:] = [c for c in mine if c.end <= start or end <= c.start]
        told = _by_its_words(page.norm, start, end, trigger)
        mine.append(Candidate(start, end, told, trigger.surface, listed=True))
    return found


def _by_its_words(norm: str, start: int, end: int, trigger: Trigger) -> Trigger:
    """投下原子弹 is no vote; troops that 登陆 attack, a company that does on an exchange is listed there."""
    if trigger.surface == "投下" and not _BALLOT.match(norm, end):
        return replace(trigger, type="attack" if _BOMB.match(norm, end) else "other")
    if trigger.surface == "登陆" and _FORCES.search(norm, max(0, start - 32), start):
        return replace(trigger, type="attack")
    kind = _OTHER_KINDS.get(trigger.surface)
    for pattern, other in kind or ():
        if pattern.match(norm, end):
            return replace(trigger, type=other)
    if trigger.surface == "登陆" and _MARKET.match(norm, end):
        return replace(trigger, type="finance")
    return trigger


def _is_whole(page: Mentions, start: int, end: int, trigger: Trigger) -> bool:
    """Whether a listed word is one in its text: no part of a name or number, not across the words around it."""
    if page.taken.find(1, start, end) >= 0 and not _ends_in_country(page, start, end):
        return False
    first, last = page.context.token_at(start), page.context.token_at(end - 1)
    if first is None or last is None:
        return True
    if _of_instance(page.norm, start) or (first is last and _of_two_acts(page, start, end)):
        return True
    before = page.norm[start - 1 : start]
    begins = (
        first.start == start
        or bool(start and page.taken[start - 1])  # 宋令东出舱, 17日袭港
        or (before in {"被", "遭"} and first.start == start - 1)  # 被判|监
    )
    ends = last.end == end or bool(page.taken[end])  # 约谈英伟达: the name that begins here ends the word
    if begins and trigger.roles == "speech" and page.norm.startswith("其", end) and last.end == end + 1:
        return True  # 称其 is one word to the segmenter
    glued = first is last and first.end == end and end - start == len(first.word) - 1
    if glued and trigger.roles == "speech" and first.word[0] in _WHEN_SAID:
        return True  # 答询|时说, 谈话|中说
    if end - start == 1:
        if trigger.surface == "报" and page.norm[start - 1 : start] in {"季", "年", "月", "中"}:
            return False  # 三|季报
        return (begins and ends) or (ends and _counted(page, end))
    if begins and ends:
        return True
    if page.norm[end : end + 1] in {"称", "说"} and last.end == end and first.tag[0] == "n":
        return True  # 公司公告称
    if page.norm[start - 1 : start] == "按" and first.start < start:
        return False  # 按年|减少 is no 年减
    if not (is_word(first.word) and is_word(last.word)) and (first.tag[0] != "n" or len(first.word) > 2):
        return True  # 郑重宣布 that the segmenter has guessed to be one word
    if (
        first.start == start
        and first is last
        and (trigger.roles == "speech" or _dated_or_marked(page, start))
    ):
        rest = first.word[end - start :]
        return (len(rest) > 1 and is_word(rest)) or (trigger.noun and rest in {"案", "事件"})  # 7日降低利率
    if first.tag[0] == "n" or (first.start < start and last.end > end):
        return False
    return first is last or (first.start == start and last.end <= end)  # 逆势上涨, 清撤完毕


def _of_instance(norm: str, start: int) -> bool:
    """一审|判处, where the segmenter sees 审判."""
    return norm[start] == "判" and norm[start - 1] == "审" and norm[start - 2] in _INSTANCE


def _of_two_acts(page: Mentions, start: int, end: int) -> bool:
    """开庭 and 审理 of 开庭审理, which is one noun to the segmenter."""
    token = page.context.token_at(start)
    if token is None or token.tag[:1] == "v" or token.end - token.start != 2 * (end - start):
        return False
    triggers = page.context.lexicon.happenings.triggers
    first, second = triggers.get(token.word[:2]), triggers.get(token.word[2:])
    return first is not None and second is not None and not first.noun  # 发生爆炸 too


def _ends_in_country(page: Mentions, start: int, end: int) -> bool:
    """访华, 抵华: the name that the listed word ends with is one character."""
    name = page.name_at(end - 1)
    return name is not None and name.end == end == name.start + 1 and not page.taken.count(1, start, end - 1)


def _counted(page: Mentions, end: int) -> bool:
    """A verb of one character with its figure behind it: 达2.4亿, 跌逾两成."""
    about = page.norm[end : end + 1] in {"至", "逾", "破", "近", "约"}
    return page.figure(end, end + 1) or (about and page.figure(end + 1, end + 2))


def _dated_or_marked(page: Mentions, start: int) -> bool:
    return bool(start and page.taken[start - 1]) or bool(MARKED.search(page.norm, max(0, start - 3), start))
