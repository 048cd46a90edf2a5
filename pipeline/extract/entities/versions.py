"""What makes a Latin word a product: a version behind it (GPT-5.2, Qwen3-Max, Seedance 1.0 pro), or a model's number."""

from __future__ import annotations

import re

# a version behind a name: GLM 4.5, Claude Sonnet 4; not Copilot 14.1%, GDP 15.7
VERSION = re.compile(
    r"^(?:[A-Za-z]?[0-9]+(?:\.[0-9]+)?[A-Za-z]{0,3}|Pro|PRO|Max|Ultra|Mini|Plus|Air|Lite|Turbo|Flash|Sonnet|Opus|Haiku|Coder|Nano|SE|XL|RS|GT)$"
)
# words that go on with a version, and say nothing alone: Grok 4 Fast, GPT-4.1 mini, Gemini 2.5 Flash-Lite
_MORE = re.compile(
    r"^(?:pro|max|mini|lite|turbo|flash|plus|ultra|air|nano|MAX|Fast|Thinking|Preview|Exp|Instruct|Chat|Base|Codex|Omni|VL|Next|Flash-Lite|"
    r"Coder|Distill|Image|Video|Master|Heavy|Ti|Super|Gen|Max-Preview|[0-9]{4})$"
)
_MODEL = re.compile(
    r"^(?:[A-Z]{1,5}-?[0-9]{1,4}[A-Za-z]{0,3}|[A-Z][a-z]+-?[A-Z]?[0-9]+(?:\.[0-9]+)?[A-Za-z]?)$"
)
# MiMo, Qwen2.5, GLM before the hyphen; V2, R1, 235B, A22B behind it
_HEAD = re.compile(r"[A-Z][A-Za-z]+[0-9]*(?:\.[0-9]+)?[A-Za-z]?")
_PART = re.compile(r"[A-Za-z]{0,2}[0-9]{1,4}(?:\.[0-9]+)?[A-Za-z]{0,2}")
_SMALL_BRAND = re.compile(r"[a-z][A-Za-z]{3,}")  # nubia M153, realme GT 8
_DIGIT = re.compile(r"[0-9]")
# the last of a list of rounds: 完成A4及|A5轮融资
_ROUND = re.compile(r"(?:[、及和与至到-][A-H][0-9]?\+*)*轮")
_ROUND_NAME = re.compile(r"(?:Pre-)?[A-H][0-9]?\+*")


def is_version(words: list[str]) -> bool:
    """Whether all words are a version, or go on with one: 1.0 pro, 2.5 Flash-Lite."""
    for place, word in enumerate(words):
        if VERSION.match(word):
            continue
        if place == 0 or _MORE.match(word) is None:
            return False
    return bool(words)


def is_model(text: str) -> bool:
    """DeepSeek-R1, GB200; MiMo-V2-Flash, Qwen3-Max: parts with hyphens, all but the first versions, one with a digit."""
    if _DIGIT.search(text) is None:
        return False
    if _MODEL.match(text):
        return True
    head, *parts = text.split("-")
    if not parts or _HEAD.fullmatch(head) is None:
        return False
    return all(_PART.fullmatch(part) or VERSION.match(part) or _MORE.match(part) for part in parts)


def is_named(words: list[str]) -> bool:
    """A brand and its version: Claude Sonnet 4, nubia M153."""
    if len(words) == 1:
        return False
    head, *rest = words
    if head[0].isupper() and VERSION.match(rest[0]) and is_version(rest):
        return True
    if _HEAD.fullmatch(head) and _DIGIT.search(head) and is_version(["1", *rest]):
        return True  # Qwen3 Max
    small = _SMALL_BRAND.fullmatch(head) is not None and _DIGIT.search("".join(rest)) is not None
    return small and rest[0][0].isupper() and is_version(rest)


def is_no_product(norm: str, start: int, end: int) -> bool:
    """A4及A5轮: a round of financing; A4纸: a size of paper."""
    round_of = _ROUND_NAME.fullmatch(norm, start, end) is not None and _ROUND.match(norm, end) is not None
    return round_of or norm.startswith("纸", end)
