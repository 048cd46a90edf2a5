"""Verbs that stand side by side and tell one happening: 主持召开, 点火升空, 谈判破裂."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import HOW_IT_WENT, STATE_VERB
from pipeline.gates import firsts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.candidates import Candidate

_TALKS = frozenset("谈判 磋商 协商 会谈 对话 停火 休战".split())
_SO_IT_WENT = re.compile(r"(?:便|即|就|又|已|再度|再次|随即|最终|终告|宣告|突然|一度|正式|未能|全面)+")
_COMES_TO = frozenset({"end", "close", "suspend", "resume", "fail"})
_OPENERS = frozenset(
    "落案 逆转 升级 改为 失控 打滑 带队 领军 主持 发射 宣誓 竞选 公开 开庭 出现 点火 受访 率队 率团 集体 合资 出资 投资 集资 携手 联手".split()
)
_BEGINS_TO = frozenset("开始 着手".split())  # 开始|休庭
_TOGETHER = frozenset("联手 携手 集体".split())
_IN_WHAT_WAY = frozenset("成功 共同 正式 一致 合力".split())
_HOW_FIRSTS = firsts(HOW_IT_WENT)


def joined(norm: str, found: Sequence[Candidate], helpers: frozenset[str]) -> list[Candidate]:
    """主持召开, 点火升空: of two verbs side by side the listed one, else the first."""
    told: list[Candidate] = []
    for candidate in found:
        before = told[-1] if told else None
        if norm[candidate.start] in _HOW_FIRSTS and HOW_IT_WENT.match(norm, candidate.start):
            if before is not None and before.listed and before.end == candidate.start:
                continue  # 发射取得成功: how it went
            candidate.trigger = replace(candidate.trigger, type="other")
        if before is not None and (
            _joins_hands(norm, before, candidate) or _talks_come_to(norm, before, candidate)
        ):
            told[-1] = candidate
        elif (
            before is None
            or before.end != candidate.start
            or before.surface in helpers
            or before.trigger is STATE_VERB
        ):
            told.append(candidate)
        elif (
            before.listed
            and before.trigger.type == candidate.trigger.type == "disaster"
            and before.trigger.noun
        ):
            continue  # 爆炸起火
        elif before.surface == "不治" and candidate.trigger.type == "die":
            told[-1] = candidate  # 不治|身亡
        elif before.surface in _TALKS and candidate.trigger.type in _COMES_TO:
            told[-1] = candidate  # 劳资谈判|破裂
        elif candidate.listed and (
            before.surface in _OPENERS or not before.listed or before.surface in _BEGINS_TO
        ):
            told[-1] = candidate
        elif not before.listed and not candidate.listed and candidate.surface not in helpers:
            continue  # 发展壮大
        else:
            told.append(candidate)
    return told


def _joins_hands(norm: str, before: Candidate, candidate: Candidate) -> bool:
    """联手成功|反对: how they did it is told before what they did."""
    way = norm[before.end : candidate.start]
    return candidate.listed and before.surface in _TOGETHER and way in _IN_WHAT_WAY


def _talks_come_to(norm: str, before: Candidate, candidate: Candidate) -> bool:
    """谈判|便中断, 谈判最终|破裂: what became of talks."""
    return (
        before.surface in _TALKS
        and candidate.trigger.type in _COMES_TO
        and _SO_IT_WENT.fullmatch(norm, before.end, candidate.start) is not None
    )
