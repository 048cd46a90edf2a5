"""What a number counts: direction of change, measure, the entity it belongs to, and as of when.

中国 AI 专利申请 增长 近10倍        subject 中国, measure AI专利申请量, change increase
物联网连接数 达 18.45亿            measure 物联网连接数
台积电 营收 同比增长 38.6%          subject 台积电, measure 营收同比增幅

An empty cell is better than a wrong one: where two readings are possible nothing is said.

    changes    the verb of change before a number
    contributions  what adds to the growth of a whole
    heads      the head noun of a claim
    indexes    levels and moves of stock indexes
    reckoned   what a rate leaves out or is reckoned by: 扣除价格因素后, 按可比口径
    head_words the measure that ends with a word: 成本率, 综合成本|率为
    implied    the measures that a unit or verb tells
    things     the things that are counted
    endings    what the ending of a noun tells of its figures
    compounds  what narrows it: 海外 of 海外销量
    prices     the prices of shares, which verbs tell: 收报592港元
    exchange   what a currency gained or lost
    polls      the share of those who hold a view
    dearer     goods whose prices moved: 肉类涨6.2%
    made       what is done to things that are counted: 交付49.7万辆汽车
    measures   the name of a measure: 营收同比增幅, 预计营收
    since      what a change is told against
    outlooks   what stands before it: expected, aimed at, no longer so, 累计, 日均
    repeated   what is told once more: in other money, of another time
    shares     the measure of a share: 研发投入占营收比重
    carried    the head that a clause goes on with
    turns      where a sentence turns to another thing
    among      what moved in places of a wider figure: 其中，上海上涨5.6%
    subjects   whose number it is
    owner_names  the names that may own figures
    beside     the name right beside a figure
    scopes     what stands between the two
    roles      what a name does in its clause: governed by a preposition, telling, once more in brackets
    scenes     where a disaster was, whose toll is told
    tolls      what is only a part of a toll
    told_scenes  where it was, as a sentence before has told
    pairs      which of two figures is whose, behind 分别
    pair       what one of them belongs to
    abreast    rates side by side behind as many amounts
    owners     which kind of thing has which measures
    as_of      the date or period it holds for, by way of
    times      the date it holds for
    told_aside dates that say something else
    periods    the quarter or month that a sentence before has told
    ballots    the day of an election, whose it is and what its candidates won
    article_period  the one period of an article that tells of one
    tellers    who says it
    paragraphs the company that the sentence before has told
    anaphors   words that stand for a name: 该行, 全省
"""

from __future__ import annotations

import re
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.extract.counted import ballots, contributions, indexes, polls, shares, tolls
from pipeline.extract.counted.as_of import AsOfReader
from pipeline.extract.counted.changes import change as change
from pipeline.extract.counted.measures import MeasureReader
from pipeline.extract.counted.owners import Owners, carried_on, drags, named_for, plain, since_january
from pipeline.extract.counted.pairs import PairReader
from pipeline.extract.counted.paragraphs import ParagraphReader
from pipeline.extract.counted.scenes import SceneReader
from pipeline.extract.counted.subjects import BECOMES, SubjectReader
from pipeline.extract.counted.tellers import TellerReader
from pipeline.model import NumberMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.pair import Pair
    from pipeline.model import DateMention, EntityMention

_ADDED = 4  # the last fields of a number: measure, subject, as_of, attributed_to
_ELSEWHERE = re.compile(r"[全各其外别另致]|造成|当地|邻|[。；]")  # another place, or the whole of one
# 港|股, 新北市|第11选举区: what is counted is of the shares or the constituency
_OF_ANOTHER = re.compile(r"股|第[0-9一二三四五六七八九十]{1,3}选(?:举)?区")
_BOTH = frozenset({"两国", "兩國", "两人", "兩人", "二人"})  # they have been told before
_READ = attrgetter(*(field.name for field in fields(NumberMention)[:-_ADDED]))


def _owning(context: Context, entities: Sequence[EntityMention]) -> list[EntityMention]:
    """The names that may have figures."""
    return [
        m
        for m in entities
        if m.rule != "dateline" and (m.label != "GPE" or not _OF_ANOTHER.match(context.norm, m.end))
    ]


def _same_toll(context: Context, before: NumberMention, number: NumberMention) -> bool:
    """花莲县14人死亡、32人受伤: the second figure of a toll, unless it is told of somewhere else."""
    return before.sentence == number.sentence and not _ELSEWHERE.search(
        context.norm, before.end, number.start
    )


def _another(owner: EntityMention, before: NumberMention, measure: str) -> bool:
    """工业机器人产量 behind 集成电路产量: what a product has is not what another has that the measure names."""
    same = before.subject == owner.mention_id and owner.label in {"PRODUCT", "FAC"}
    return same and measure != before.measure and measure.endswith(before.measure) and before.measure != ""


def _disowned(
    context: Context,
    owner: EntityMention | None,
    before: NumberMention | None,
    number: NumberMention,
    measure: str,
) -> bool:
    """Whether a figure is not that of the name that was found for it."""
    if contributions.told(context, number.unit, number.start):
        return True
    if number.text in _BOTH and (owner is None or owner.end != number.start):
        return True  # but 上海市|两人死亡
    if owner is None:
        return False
    if before is not None and _another(owner, before, measure):
        return True
    since, end = context.clause(owner.start)[1] + 1, context.clause(number.start)[0]
    if since <= end and BECOMES.search(context.norm, owner.end, since):
        return True
    return f"对{owner.known or owner.text}" in measure  # 对美国|顺差 is not America's


def _of_pair(pair: Pair, number: NumberMention, done: Sequence[NumberMention]) -> str:
    """The owner that 分别 hands out; of the later figures of one owner that of the figure before."""
    if pair.name is not None:
        return pair.name.mention_id
    goes_on = not pair.first and not pair.lost and done and done[-1].sentence == number.sentence
    return done[-1].subject if goes_on else ""


def attach(
    context: Context,
    numbers: Sequence[NumberMention],
    entities: Sequence[EntityMention],
    dates: Sequence[DateMention],
) -> tuple[NumberMention, ...]:
    """The numbers with measure, subject and ``as_of`` read from their clause and sentence."""
    measures = MeasureReader(context, entities, dates, numbers)
    subjects = SubjectReader(context, owning := _owning(context, entities), dates, numbers)
    tellers = TellerReader(context, measures.compounds)
    as_of = AsOfReader(context, dates, numbers, entities)
    paragraphs = ParagraphReader(context, owning, measures.compounds)
    pairs = PairReader(context, entities, numbers, dates)
    scenes = SceneReader(context, owning, subjects.roles)
    owners = Owners(context.lexicon.measure_words)
    done: list[NumberMention] = []
    handed = ""  # the measure of the first figure behind 分别
    for number in numbers:
        clause = context.clause(number.start)
        told = measures.read(number, *clause)
        subject, measure = subjects.read(number, told, clause[0])
        pair = pairs.read(number, *clause)
        if pair is not None:
            if pair.first:
                handed = told.name or pair.before(number, done)
            measure = told._replace(name=pair.measured(handed))
            subject = _of_pair(pair, number, done) or subject
        elif each := pairs.again(number, *clause, done):
            measure = told._replace(name=each, goes_on=True)
        elif not told.name and (each := pairs.goes_on(number, *clause, done)):
            told = measure = told._replace(name=each, goes_on=True)
        subject = subject or paragraphs.subject(number, measure, clause[0])
        before = done[-1] if done else None
        if not subject and (
            told.goes_on
            or (
                before is not None
                and owners.of_a_land(measure.name)
                and owners.of_a_land(before.measure)
                and _same_toll(context, before, number)
            )
        ):
            subject = paragraphs.of_before(number, told, clause[0])
        if not subject and owners.of_a_disaster(measure.name):
            subject = scenes.read(number, measure.name)
        if not subject and number.label == "PERCENT":
            subject = polls.whom(context, number, measures.compounds) or shares.owner(
                context.norm, number, measure.name, measures.compounds
            )
        subject = ballots.owner(subject, context.norm, owning, number, measure.name, done)
        owner = paragraphs.named(subject)
        when, name = as_of.read(number, measure, owner, done, clause[0])
        when = pairs.time(number, *clause) or when
        company = None if owner is None else paragraphs.of_report(owner, name)
        if owner is not None and company is not None:
            subject, name, owner = company.mention_id, f"{owner.known or owner.text}{name}", company
        if owner is not None and "收入" in name:
            name = named_for(owner, name)
        if tolls.is_part(context.norm, before, number, name, subject):
            subject, name, owner = "", "", None
        if drags(name) or indexes.is_index(name) or _disowned(context, owner, before, number, name):
            subject, owner = "", None
        if told.goes_on and before is not None and before.sentence == number.sentence:
            name = carried_on(name, before.measure)
        name = "" if contributions.told(context, number.unit, number.start) else since_january(name, when)
        done.append(NumberMention(*(*_READ(number), plain(name), subject, when, tellers.read(number))))
        paragraphs.note(done[-1])
    return tuple(done)
