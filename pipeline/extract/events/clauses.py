"""Clauses: what stands between two marks, the smallest unit that one event is read from.

Brackets, titles and short quotations hold no predicate of the sentence around them; a footer or a byline is no
sentence at all.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.gates import led

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.context import Context

_MARK = led(re.compile(r"[，,；;：:。！？!?\n]+|——+|(?<=[^A-Za-z0-9]) (?=[^A-Za-z0-9 ])"))
# 14人死亡、46人失联; 同比增长38.6%、环比增长11.3%: what follows has its own figure and its own verb
_LISTED = re.compile(
    r"(?<=[\u4e00-\u9fff%])、(?=(?:[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{2,4}新增)(?P<figure>[0-9一二三四五六七八九十百千万两]+)(?![项宗]?罪)[^，。、；]*)"
)
# 逮捕张男|、起获毒品: a second deed
_DEED = re.compile(
    r"(?<=[\u4e00-\u9fff])、(?=(?:并|又)?(?:起获|查获|缴获|搜出|搜获|检获|查扣|扣押|逮捕|拘捕|抓获|捣毁|打掉|收缴|没收|击落|击毁|摧毁|打伤|打死|撞毁|撞伤|炸毁|烧毁)"
    r"[\u4e00-\u9fff0-9]{2,}(?:[，；。、]|$))"
)
# 以12万票|、得票率40%: with so much; 以 of 以色列, 以军, 以方 is a country
_WITH_SO_MUCH = re.compile(
    r"(?<![可所予加难足])以(?![上下来后前及色军方警媒巴伊哈黎叙美])[^，；。、]{0,10}[0-9][^，；。、]{0,4}$"
)
_VOTES = re.compile(r"以[^，；。]{0,40}[0-9一二三四五六七八九十百]票(?:赞成|反对|同意|支持|弃权)?$")
# not 据报道, 据知情人士, 据悉尼先驱晨报, 据指控, which name who tells
_HEARSAY = re.compile(
    r"据(?:指(?![出明控引数标挥纹定示])|知(?![情名识])|称(?![号为职赞])|报(?![道导告章纸载案社馆料请警税表])|悉(?!尼|达多)|报[道导](?![的称指说])|了解(?!情况|内情|[^，；。]{0,6}的))"
)
_CLOSED_OFF = re.compile(
    r"\([^()\n]{0,60}\)|《[^》\n]{0,80}》|〈[^〉\n]{0,80}〉|【[^】\n]{0,40}】|\[[^\]\n]{0,40}\]"
)
# 甲公司8月3日宣布,收购乙公司: marks of half width in Chinese text
_HALF_WIDTH = re.compile(r"(?<=[^\x00-\x7f])[,;?!]|[,;?!](?=[^\x00-\x7f])")
_FULL_WIDTH = {",": "，", ";": "；", "?": "？", "!": "！"}
_QUOTED = re.compile('[“「『"](?P<said>[^”」』"\n]{1,200})[”」』"]')
_BOILERPLATE = re.compile(
    r"(?:特别声明|免责声明|版权所有|未经授权|责任编辑|责编:|编辑:|发布者|来源:|Copyright|©|转载|投稿邮箱|举报电话"
    r"|本平台|新闻热线|扫码|点击关注|下载(?:本报|客户端|APP)|订阅|ICP备|浏览次数|发布(?:日期|时间):|更新时间|\(完\)$)"
)
_BYLINE = re.compile(
    r"^[\W_]*(?:(?:本报|本刊|本台|特约|实习)?(?:记者|通讯员|编辑|撰文|作者|图片?|摄影)[\s:|/]?[^，。]{0,30}$"
    r"|[^，。\n]{2,14}(?:[/|]|[0-9]{1,2}日)[^，。\n]{0,8}(?:报道|报导|(?<![停断供发通来充水核])电|(?<!聆)讯)\)?$)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A half-open range; ``mark`` is what stands before it (empty at the start of the sentence)."""

    start: int
    end: int
    mark: str = ""


def in_full_width(context: Context) -> Context:
    """A context of the same document in whose text commas and their like between Chinese words have full width."""
    norm = _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark.group()], context.norm)
    if norm == context.norm:
        return context
    same = copy(context)
    same.norm = norm
    return same


def clauses(context: Context, start: int, end: int, taken: bytearray, shut: bytearray) -> Iterator[Clause]:
    """The clauses of a sentence. A mark inside a name, number or date, or inside brackets (``shut``), ends none."""
    norm = context.norm
    place, mark = start, ""
    cuts = [match.span() for match in _MARK.finditer(norm, start, end)]
    if norm.find("、", start, end) >= 0:
        listed = _LISTED.finditer(norm, start, end)
        cuts += [match.span() for match in listed if _counts(context, match.start("figure"))]
        cuts += [match.span() for match in _DEED.finditer(norm, start, end)]
        cuts.sort()
    for at, after in cuts:
        if taken[at] or shut[at - start] or at < place:
            continue
        if norm[at] == "、" and taken[at - 1] and taken[after] and norm[at - 1] not in "死伤傷例":
            continue  # 深圳、珠海等十多个城市: a name of a list
        if norm[at] == "、" and _VOTES.search(norm, max(place, at - 60), at):
            continue  # 以同意8票、反对0票、弃权0票的结果通过
        with_so_much = _WITH_SO_MUCH.search(norm, place, at) if norm[at] == "、" else None
        if with_so_much is not None and not taken[with_so_much.start()]:
            continue  # 以12万票、得票率40%当选
        if norm[at] in ",:" and norm[at - 1 : at].isdigit() and norm[at + 1 : at + 2].isdigit():
            continue
        if at > place:
            yield Clause(_behind_hearsay(norm, place, at, taken), at, mark)
        place, mark = after, norm[at]
    if place < end:
        yield Clause(_behind_hearsay(norm, place, end, taken), end, mark)


def _behind_hearsay(norm: str, start: int, end: int, taken: bytearray) -> int:
    """Where a clause begins behind 据了解 and 据指 that no comma ends: 据指|王小明已离开."""
    heard = _HEARSAY.match(norm, start, end) if norm[start] == "据" else None
    return heard.end() if heard is not None and heard.end() < end and not taken[start + 1] else start


def _counts(context: Context, place: int) -> bool:
    """Whether a figure is one, and no part of a name: 书记、会长|方一军."""
    token = context.token_at(place)
    return token is None or token.tag[:2] not in {"nr", "ns", "nt", "nz"}


def closed_off(norm: str, start: int, end: int) -> bytearray:
    """Which characters of a sentence stand in brackets or a title, counted from ``start``."""
    shut = bytearray(end - start)
    for match in _CLOSED_OFF.finditer(norm, start, end):
        shut[match.start() - start : match.end() - start] = b"\x01" * len(match.group())
    return shut


def quoted(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """The half-open ranges that stand in quotation marks."""
    return [match.span("said") for match in _QUOTED.finditer(norm, start, end)]


def is_boilerplate(norm: str, start: int, end: int) -> bool:
    """A footer, a byline or a copyright line tells of no event."""
    return bool(_BOILERPLATE.search(norm, start, end) or _BYLINE.match(norm[start:end]))


_FRAME = re.compile(
    r"(?:^|[日时年月午晚晨间者家员人构府长国])(?:在|于)(?![0-9线场职岸校编逃押案野朝任])[^，；。]*(?:上|中|里|内|期间|之际|之下|时刻|时候|之时)$"
    # 在严监管、|回归本源导向下
    r"|^(?:在|于)?[^，；。在于受]{2,12}(?:导向|背景|趋势|形势|前提|原则|框架|压力|带动|引领|加持|作用|刺激|拖累|冲击|主导)下$"
)
_FRAME_ENDS = frozenset("上中里内间际下刻候时")


def frame(norm: str, clause: Clause) -> int | None:
    """Where a clause turns to nothing but where or when: 在大会开幕式上,; None where it does not."""
    if norm[clause.end - 1] not in _FRAME_ENDS:
        return None
    match = _FRAME.search(norm[clause.start : clause.end])
    return None if match is None else clause.start + match.start()
