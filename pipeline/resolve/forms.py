"""Short forms: what a shorter name must look like to stand for a longer one in the same article.

Each function answers with the reason in words, or with None. That nothing else in the article fits is the caller's
business (``pipeline.resolve.told``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.lexicon.levels import without_level

if TYPE_CHECKING:
    from pipeline.lexicon.names import Names

# the legal form: 华为技术有限公司, 小米集团股份有限公司, Nvidia Corp.
_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|株式会社|股份公司|公司)$|"
    r"(?<=[A-Za-z0-9])[, ]{1,2}(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC|Plc|plc|GmbH|AG|SE|N\.?V|S\.?A)\.?$"
)
# what a company is called besides: 华为技术 -> 华为, 恒大集团 -> 恒大. Never across articles: 中信集团 and 中信股份 are two
_TRADE = re.compile(
    r"(?:集团|控股|股份|科技|技术|国际|实业|投资|电子|信息|网络|软件|智能|汽车工业|能源科技|半导体制造|精密工业|互动娱乐|人工智能|国际控股)$"
)
_LATIN_TAIL = re.compile(r" (?:Labs?|Group|Technolog(?:y|ies)|Holdings?|AI|Research|Systems|Motors?)$")
_STATE = re.compile(r"^(?:中华人民共和国|中華人民共和國|中华民国|新加坡共和国)")
_MODEL = re.compile(r"[A-Z]{1,4}[0-9][A-Za-z0-9.]{0,6}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def without_legal_form(name: str) -> str:
    """华为技术有限公司 -> 华为技术; the name itself where too little would stay."""
    short = _LEGAL.sub("", name).rstrip(" ,")
    return short if len(short) >= 2 else name


def without_state(name: str) -> str:
    """中华人民共和国反间谍法 -> 反间谍法."""
    short = _STATE.sub("", name)
    return short if len(short) >= 3 else name


def short_person(short: str, full: str, names: Names) -> str | None:
    """王 or 建国 for 王建国, 特朗普 for 唐纳德·特朗普, 高市 for 高市早苗."""
    if len(short) >= len(full):
        return None
    parts = re.split(r"[· ]", full)
    if len(parts) > 1:
        if short == parts[-1] and len(short) >= 2:
            return "the last part of the full name"
        return "the first part of the full name" if short == parts[0] and len(short) >= 2 else None
    if not _HAN.fullmatch(short) or not _HAN.fullmatch(full):
        return None
    surname = 2 if full[:2] in names.compound_surnames else 1
    if len(full) - surname in (1, 2) and _is_surname(full[:surname], names):
        if short == full[:surname]:
            return None if _looks_foreign(full, names) else "the surname of the full name"
        return "the given name of the full name" if len(short) == 2 and short == full[surname:] else None
    if len(full) >= 4 and full.startswith(short) and short in names.japanese_surnames:
        return "the surname of the full name"
    if len(full) >= 5 and len(short) >= 2 and full.endswith(short) and _looks_foreign(full, names):
        return "the end of the full name"
    return None


def short_organisation(short: str, full: str, names: Names, *, listed: bool) -> str | None:
    """华为 for 华为技术有限公司, 恒大 for 中国恒大集团, 高等法院 for 香港高等法院.

    A listed name takes part with its legal form alone: 上海小米某某公司 is none of 小米's names.
    """
    if len(short) < 2 or len(short) >= len(full):
        return None
    stages = _stages(full)
    if short in stages[: 2 if listed else None]:
        return "the longer name without its form of business"
    if listed:
        return None
    for stage in stages:
        if stage.endswith(short) and _is_place(stage.removesuffix(short), names):
            return "the longer name without its place"
    return None


def short_product(short: str, full: str) -> str | None:
    """R1 for DeepSeek-R1."""
    if _MODEL.fullmatch(short) and full[: -len(short)].endswith(("-", " ")) and full.endswith(short):
        return "the model of the full name"
    return None


def short_place(short: str, full: str) -> str | None:
    """花莲 for 花莲县."""
    return "the name without its level" if short == without_level(full) != full else None


def _stages(full: str) -> list[str]:
    """华为技术有限公司 -> itself, 华为技术, 华为."""
    stages = [full, without_legal_form(full)]
    while True:
        shorter = _LATIN_TAIL.sub("", _TRADE.sub("", stages[-1]))
        if shorter == stages[-1] or len(shorter) < 2:
            return stages
        stages.append(shorter)


def _is_place(text: str, names: Names) -> bool:
    if len(text) < 2:
        return False
    listed = names.surfaces.get(text) or names.words.get(text)
    return listed is not None and listed.name.label in {"GPE", "LOC"}


def _is_surname(text: str, names: Names) -> bool:
    scores = names.characters.get(text)
    return text in names.compound_surnames or (scores is not None and scores.surname is not None)


def _looks_foreign(text: str, names: Names) -> bool:
    """马斯克, and no 郑丽文: all characters are those of transliterations."""
    return all(char in names.transliteration or char in names.transliteration_inside for char in text)
