"""What a number counts: direction of change, measure, the entity it belongs to, and as of when.

中国 AI 专利申请 增长 近10倍        subject 中国, measure 专利申请量, change increase
物联网连接数 达 18.45亿            measure 连接数
200万台 工业机器人                measure 工业机器人 (the noun behind a classifier)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import Change, DateMention, EntityMention, NumberMention

_REACH = 9  # code points between a verb of change and its number: 同比大幅下降了约 is 8
_STOP = re.compile(r"[，,。；;：:！？!?\n、（(]")
_OWNERS = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "EVENT", "FAC"})
_NOMINAL = frozenset({"n", "nz", "vn", "b", "j", "eng", "ns", "nt", "an", "l"})
_LONGEST_MEASURE = 10  # code points of a noun phrase behind a classifier
_VERB_TAILS = frozenset({"到", "至", "了", "为", "成", "超", "逾", "近", "约", "达", "过"})  # 降到, 跌逾
_NO_CHANGE = frozenset(
    {"公升", "起降", "升降", "涨跌", "增减", "加减", "进退"}
)  # a unit, and up and down in one word
_OBLIQUE = re.compile(r"(?:在|于|对|向|与|和|比|较|从|由|据|距|离)$")


def change(context: Context, start: int) -> Change:
    """Increase or decrease, where a verb of change (changes.csv) stands before the number in its clause."""
    window_start = max(0, start - _REACH)
    window = context.norm[window_start:start]
    stops = list(_STOP.finditer(window))
    if stops:
        window = window[stops[-1].end() :]
    amounts = context.lexicon.amounts
    window_start = start - len(window)
    for end in range(len(window), 0, -1):
        if window[end : end + 1].isdigit() or window[end : end + 1] == "%":
            return ""
        found = amounts.changes.before(window, end)
        if found is not None and _is_verb(context, found[0].surface, window_start + found[1]):
            return amounts.change(found[0])
    return ""


def _is_verb(context: Context, surface: str, at: int) -> bool:
    """No part of another word: 减 of 减班休息人数, 升 of 升学率 and 公升, 降 of 起降."""
    if len(surface) > 1:
        return True
    token = context.token_at(at)
    if token is None:
        return True
    if token.start < at and (token.word in _NO_CHANGE or token.tag[0] in "nqmr"):
        return False
    return token.end == at + 1 or token.word[at + 1 - token.start :] in _VERB_TAILS


def attach(
    context: Context,
    numbers: Sequence[NumberMention],
    entities: Sequence[EntityMention],
    dates: Sequence[DateMention],
) -> tuple[NumberMention, ...]:
    """The numbers with measure, subject and ``as_of`` read from their clause and sentence."""
    names = [mention for mention in entities if mention.label in _OWNERS]
    name_starts = [mention.start for mention in names]
    told = [mention for mention in dates if mention.type in {"DATE", "TIME"} and mention.edtf]
    told_starts = [mention.start for mention in told]
    done: list[NumberMention] = []
    for number in numbers:
        clause_start, clause_end = context.clause(number.start)
        sentence = context.sentence(number.sentence)
        done.append(
            replace(
                number,
                measure=_measure(context, number, clause_start, clause_end),
                subject=_subject(context, number, names, name_starts, clause_start, sentence.start),
                as_of=_as_of(number, told, told_starts, clause_start, clause_end, sentence.start),
            )
        )
    return tuple(done)


def _measure(context: Context, number: NumberMention, start: int, end: int) -> str:
    """The head noun (measures.csv) nearest before the number in its clause, else the noun behind it."""
    if number.label == "ORDINAL":
        return ""
    behind = _behind(context, number, end)
    if behind and number.label == "QUANTITY":
        return behind
    window = context.norm[start : number.start]
    heads = context.lexicon.amounts.measures
    for stop in range(len(window), 0, -1):
        found = heads.before(window, stop)
        if found is not None:
            return found[0].value
    after = heads.at(context.norm, number.end)
    if after is not None:
        return after[0].value
    return behind


def _behind(context: Context, number: NumberMention, end: int) -> str:
    """工业机器人 of 200万台工业机器人: the nouns right behind a count, by the normalised head where a table has it."""
    if number.label not in {"QUANTITY", "CARDINAL"} or number.unit in {"倍", "%", "百分点"}:
        return ""
    tokens = context.tokens
    index = context.token_index(number.end)
    if index >= len(tokens) or tokens[index].start != number.end:
        return ""
    stop = number.end
    while (
        index < len(tokens)
        and tokens[index].tag in _NOMINAL
        and tokens[index].end <= min(end, number.end + _LONGEST_MEASURE)
    ):
        stop = tokens[index].end
        index += 1
    phrase = context.norm[number.end : stop]
    head = context.lexicon.amounts.measures.before(phrase, len(phrase)) if phrase else None
    return head[0].value if head is not None and head[1] == 0 else phrase


def _subject(
    context: Context,
    number: NumberMention,
    names: Sequence[EntityMention],
    starts: Sequence[int],
    clause_start: int,
    sentence_start: int,
) -> str:
    """The name before the number in its clause that no preposition governs, else the first of its sentence."""
    inside = names[bisect_left(starts, clause_start) : bisect_left(starts, number.start)]
    for mention in inside:
        if not _OBLIQUE.search(context.norm[max(clause_start, mention.start - 2) : mention.start]):
            return mention.mention_id
    earlier = names[bisect_left(starts, sentence_start) : bisect_left(starts, clause_start)]
    for mention in earlier:
        if not _OBLIQUE.search(context.norm[max(sentence_start, mention.start - 2) : mention.start]):
            return mention.mention_id
    return ""


def _as_of(
    number: NumberMention,
    told: Sequence[DateMention],
    starts: Sequence[int],
    clause_start: int,
    clause_end: int,
    sentence_start: int,
) -> str:
    """The date of the clause, else the one told last before it in the sentence."""
    inside = told[bisect_left(starts, clause_start) : bisect_left(starts, clause_end)]
    before = [mention for mention in inside if mention.end <= number.start]
    if before:
        return before[-1].edtf
    if inside:
        return inside[0].edtf
    earlier = told[bisect_left(starts, sentence_start) : bisect_left(starts, clause_start)]
    return earlier[-1].edtf if earlier else ""
