"""Verbs that no table lists, by their tags."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import STATE_VERB, TAGGED_VERB, Candidate
from pipeline.extract.events.words import part_of_another
from pipeline.gates import either, firsts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import Token

# 降为, 升至, 带回, 冲断: a verb of one character with the character that completes it
_COMPLETION = re.compile(r"[至到为成入出回上下进起开断掉住完倒毁破满坏翻死伤走]")
_SO_MANY_VOTES = re.compile(r"[0-9]{1,3}票")  # 回避1票
_IS_A_FIGURE = re.compile(r"(?:仅|共|约)?(?:为|是)(?:约|近|逾)?[0-9]")  # 最大功率输出为301马力
_NO_VERB_BEFORE = either(re.compile("着"), _SO_MANY_VOTES, _IS_A_FIGURE)
_BEHIND_NO_VERB = firsts(_NO_VERB_BEFORE)
_INCLUDING = frozenset({"包括", "包含"})
_LONGEST_VERB = 2  # characters: what is longer (限量版, 越做越) is seldom a verb
# tokens that are an auxiliary with what follows it: 还有, 可分, 一人会; 遭前; 员工|中有
_NO_VERB = re.compile(
    r"[是有会可还已未才只仅所该能没不无须应要一二三四五六七八九十两几]|[被遭][前现]|[晚早晨午日时月年点]起$|.{0,2}(?:会|者)$|营收|兼.|再有|[中里内市县区州省镇村院校]有|[时后][遭被获]|在.$"
)


def tagged(context: Context, start: int, end: int, taken: bytearray) -> list[Candidate]:
    """Verbs that no table lists, by the tags of the tokens: two characters, or one with what completes it (降为)."""
    found: list[Candidate] = []
    first = bisect_left(context.verb_starts, start)
    last = bisect_left(context.verb_starts, end, first)
    if first == last:
        return found
    tokens = context.tokens
    words, titles = context.lexicon.happenings, context.lexicon.names.before
    no_verbs, adverbs = words.words, words.adverbs
    taken_in = -1  # the completion of the verb before
    for index in context.verbs[first:last]:
        token = tokens[index]
        if token.word in no_verbs or token.word in adverbs or index == taken_in or taken[token.start]:
            continue
        if token.word in words.states:
            if token.word in _INCLUDING and (
                "在内" in context.norm[token.end : end] or context.norm.startswith("其中", token.start - 2)
            ):
                continue  # 包括私房在内的自有率, 其中包括张某调任部长
            found.append(Candidate(token.start, token.end, STATE_VERB, token.word, listed=False))
            continue
        surface, stop = token.word, token.end
        if stop - token.start == 1:
            following: Token | None = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is None or not _COMPLETION.fullmatch(following.word) or taken[following.start]:
                continue
            surface, stop, taken_in = surface + following.word, following.end, index + 1
        if (
            stop - token.start > _LONGEST_VERB
            or stop > end
            or surface in no_verbs
            or surface in words.states
            or surface in titles
            or surface[-1] in "于给"
            or part_of_another(context.norm, surface, token.start)
            or _NO_VERB.match(surface)
            or (
                context.norm[stop : stop + 1] in _BEHIND_NO_VERB and _NO_VERB_BEFORE.match(context.norm, stop)
            )
        ):
            continue
        found.append(Candidate(token.start, stop, TAGGED_VERB, surface, listed=False))
    return found


def beside(
    context: Context, start: int, end: int, listed: Sequence[Candidate], taken: bytearray
) -> list[Candidate]:
    """The candidates of a clause: those that triggers.csv has, and the other verbs that lie in none of them."""
    mine = [c for c in listed if start <= c.start and c.end <= end]
    others = tagged(context, start, end, taken)
    if not mine:
        return others
    others = [c for c in others if not any(m.start < c.end and c.start < m.end for m in mine)]
    return sorted([*mine, *others], key=lambda c: c.start)
