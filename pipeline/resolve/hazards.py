"""What kind of disaster an event is, by its words: 溢流 and 溃决 are one kind, 溃决 and 地震 are two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.resolve.nodes import normalised as normalise

if TYPE_CHECKING:
    from pipeline.model import EventMention, Extraction

_TYPES = frozenset({"disaster", "attack", "cause", "damage"})
_OF_THEFT = frozenset({"acquire", "attack", "disaster", "lose"})  # 盗窃, 抢走, 遭遇盗窃, 失窃
# the first that fits: 台风侵袭 is no 袭击
_KINDS = (
    ("aftershock", re.compile(r"余震")),
    ("quake", re.compile(r"震")),
    ("water", re.compile(r"[洪涝淹]|水[灾患浸]|溢[流堤]|溃[决堤坝流]|决[堤口]|泛滥|[泥土]石流|滑坡|山泥倾泻|山崩|[暴豪]雨|[台飓]风|风暴|海啸|龙卷风")),
    ("crash", re.compile(r"撞|追尾|坠|翻[覆侧船车]|侧翻|[出脱]轨|沉没|沉船|倾覆|车祸|[空海]难|失事")),
    ("blast", re.compile(r"火|爆|[坍塌垮]|倒塌|枪|袭|轰炸|炮|行凶|踩踏|矿难")),
)  # fmt: skip
_THEFT = re.compile(r"窃(?!听)|偷[走去盗]|[抢打]劫|劫[走案匪]|抢[走案]|(?<![海防])盗[走窃取案]|被盗|盗贼")
_BEHIND = 12  # code points behind a trigger: 遭遇|严重盗窃案, 闯入|博物馆，偷走


def hazard_of(extraction: Extraction, event: EventMention) -> str:
    """``quake``, ``aftershock``, ``water``, ``crash``, ``blast`` or ``theft``; empty where it is none, or only what came of one (失联, 停电)."""
    if event.type in _OF_THEFT and _is_theft(extraction, event):
        return "theft"
    if event.type not in _TYPES:
        return ""
    told = normalise(event.trigger + "".join(thing.text for thing in event.objects))
    if event.type == "cause":
        told = normalise(extraction.article.text[told_from(extraction, event) : event.trigger_start])
    return next((kind for kind, words in _KINDS if words.search(told)), "")


def _is_theft(extraction: Extraction, event: EventMention) -> bool:
    """Whether what is written before the trigger in its clause, or right behind it, tells of a theft or robbery."""
    last = min(event.trigger_end + _BEHIND, extraction.sentences[event.sentence].end)
    return _THEFT.search(normalise(extraction.article.text[event.start : last])) is not None


def told_from(extraction: Extraction, event: EventMention) -> int:
    """Where the words about a disaster begin: 马太鞍溪溢流，|造成, else with the clause."""
    return extraction.sentences[event.sentence].start if event.type == "cause" else event.start
