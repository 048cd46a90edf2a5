"""Normalisation: one position system, so the length is kept; asserted on OpenCC's own dictionaries too."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import jieba
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import (
    _changed,
    lower,
    map_width,
    normalise,
    normalise_key,
    simplify,
)
from pipeline.scripts import script_characters, script_of, scripts_of
from pipeline.sentences import split
from tools.build_scripts import characters

CORPUS = sorted(
    path for path in (Path(__file__).parent.parent / "corpus").iterdir() if path.name != "README.md"
)
HAN = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x323B0)]
OPENCC = Path(opencc.__file__).parent / "clib"


def files_of(config: str) -> list[str]:
    """The dictionaries that a configuration of OpenCC reads."""

    def walk(part: Any) -> list[str]:
        if isinstance(part, dict):
            here = [part["file"]] if str(part.get("file", "")).endswith(".ocd2") else []
            return here + [found for value in part.values() for found in walk(value)]
        return [found for value in part for found in walk(value)] if isinstance(part, list) else []

    return walk(
        json.loads((OPENCC / "share" / "opencc" / f"{config}.json").read_text(encoding="utf-8"))[
            "conversion_chain"
        ]
    )


@cache
def entries(file: str) -> list[tuple[str, list[str]]]:
    """Every entry of a dictionary of OpenCC: what is converted, and what to (the first is taken)."""
    tool, source = str(OPENCC / "bin" / "opencc_dict"), str(OPENCC / "share" / "opencc" / file)
    told = subprocess.run(
        [tool, "-i", source, "-o", "/dev/stdout", "-f", "ocd2", "-t", "text"], capture_output=True, check=True
    )
    lines = [line.split("\t") for line in told.stdout.decode("utf-8").splitlines() if "\t" in line]
    return [(line[0], line[1].split(" ")) for line in lines]


DICTIONARIES = sorted({*files_of("t2s"), *files_of("tw2s")})
PHRASES = [key for file in ("TSPhrases.ocd2", "TWVariantsRevPhrases.ocd2") for key, _ in entries(file)]


@pytest.mark.parametrize("file", DICTIONARIES)
def test_no_entry_of_the_dictionaries_changes_the_length(file: str) -> None:
    found = entries(file)
    assert len(found) > 30
    assert [(key, value) for key, values in found for value in values if len(value) != len(key)] == []


@pytest.mark.parametrize("script", ["Hans", "Hant"])
def test_every_character_and_phrase_keeps_its_length_and_settles(script: Any) -> None:
    for text in [*map(chr, HAN), *PHRASES]:
        once = simplify(text, script)
        assert len(once) == len(text), text
        assert simplify(once, "Hans") == once, text


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_every_article_keeps_its_length(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    normal = normalise(text)
    assert len(normal) == len(text)
    assert normalise(normal) == normal
    assert len(lower(normal)) == len(text)


PIECES = st.one_of(
    st.sampled_from(PHRASES),
    st.sampled_from(
        list("，。！？；：「」『』“”（）《》【】\n\t 　１２３４,.５％－—–·・‧•●○０ＡＢｃ.-~İß①㈱ﾊﾞ")
    ),
    st.sampled_from(["隨著", "显著", "1.81 兆", "４，５６５", "乾坤", "畢昇", "衞生署", "…", "U.S.", "\r\n"]),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.text(max_size=3),
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_keeps_its_length_and_a_second_pass_changes_nothing(text: str) -> None:
    normal = normalise(text)
    assert len(normal) == len(text)
    assert normalise(normal) == normal
    assert len(map_width(text)) == len(text) == len(lower(text))


@given(st.text(max_size=200))
def test_any_unicode_keeps_its_length(text: str) -> None:
    assert len(normalise(text)) == len(text)


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("隨著科技發展，成效顯著。", "随着科技发展，成效显著。"),  # t2s leaves 隨著 wrong
        ("成效显著，著名作家执着于此。", "成效显著，著名作家执着于此。"),  # tw2s turns 显著 into 显着
        ("成效顯著。\n成效显著。", "成效显著。\n成效显著。"),  # the script is told per sentence
        ("台北巿長", "台北市长"),  # U+5DFF
        ("尼古拉・特斯拉、丹‧布朗、卡尔•萨根", "尼古拉·特斯拉、丹·布朗、卡尔·萨根"),
        ("２０２５年，增長１２．５％", "2025年，增长12.5%"),
        ("市值４，５６５億", "市值4,565亿"),
        ("１，２位", "1，2位"),  # no thousands
        ("市值1.81 兆美元", "市值1.81 兆美元"),
        ("二○二五年", "二〇二五年"),
        ("2024－2025、2024–2025、−5", "2024-2025、2024-2025、-5"),
        ("衞生署敍述枱面粧容糭子衹", "卫生署叙述台面妆容粽子只"),  # Hong Kong
        ("着手處理，隨着發展", "着手处理，随着发展"),
        ("皇后大道，山谷裏", "皇后大道，山谷里"),
        ("畢昇", "毕升"),
        ("毕昇", "毕升"),
        ("ＡＩ／ｃｏｍ（ＷＨＯ）", "AI/com(WHO)"),
        ("你好！真的？", "你好！真的？"),
        ("〔2017〕35號", "(2017)35号"),
    ],
)
def test_traps(raw: str, normal: str) -> None:
    assert normalise(raw) == normal
    assert len(raw) == len(normal)


def test_hong_kong_loses_nothing_by_taiwans_conversion() -> None:
    """tw2s with the mapped characters converts whatever hk2s converts, except what Taiwan writes otherwise."""
    hk2s = opencc.OpenCC("hk2s")
    left = [char for char in map(chr, HAN) if hk2s.convert(char) != char and normalise(char) == char]
    assert left == []
    assert hk2s.convert("隨著") == "随著"  # why it is not used
    assert normalise("隨著") == "随着"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("人工智能的发展", "Hans"),
        ("人工智慧的發展", "Hant"),
        ("你好，今天天文台", ""),
        ("AI 2025", ""),
        ("", ""),
        ("皇后后里干台", ""),
        ("发展發展", ""),
        ("发展发發", "Hans"),
    ],
)
def test_the_script_is_told_by_characters_of_one_script_alone(text: str, script: str) -> None:
    assert script_of(text) == script
    assert script_of(text, "Hant") == (script or "Hant")


@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from(["Hans", "Hant"]))
def test_scripts_of_spans_are_those_of_their_texts(text: str, default: Any) -> None:
    spans = split(text)
    assert scripts_of(text, spans, default) == [script_of(text[start:end], default) for start, end in spans]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("人工智慧", "TW"), ("人工智能", "CN")),
        (("軟體", "TW"), ("软件", "CN")),
        (("軟件", "HK"), ("软件", "CN")),
        (("網絡", "HK"), ("网络", "CN")),
        (("網路", "TW"), ("网络", "CN")),
        (("伺服器", "TW"), ("服务器", "CN")),
        (("晶片", "TW"), ("芯片", "CN")),
        (("ＧＰＴ－４", ""), ("gpt 4", "")),
        (("唐纳德·特朗普", ""), ("唐納德‧特朗普", "HK")),
        (("Ｃ＋＋", ""), ("c++", "")),
        (("畢昇", "TW"), ("毕昇", "CN")),
    ],
)
def test_names_that_are_one_have_one_key(left: tuple[str, Any], right: tuple[str, Any]) -> None:
    assert normalise_key(*left) == normalise_key(*right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("C", "C++"), ("C++", "C#"), ("人工智能", "人工"), ("GPT-4", "GPT-4o"), ("《》", "「」")],
)
def test_names_that_are_two_have_two_keys(left: str, right: str) -> None:
    assert normalise_key(left) != normalise_key(right)


def test_the_table_of_scripts_is_what_opencc_tells() -> None:
    """A release of OpenCC that changes it is answered by ``python tools/build_scripts.py``."""
    made = characters()
    hant, hans = script_characters()
    assert (hant, hans) == (frozenset(made["Hant"]), frozenset(made["Hans"]))
    assert "國" in hant
    assert "国" in hans
    assert not hant & hans
    assert "后" not in hans


@pytest.mark.parametrize("script", ["", "s2t", "s2twp", "s2hk"])
def test_words_that_nothing_changes_are_not_converted(script: str) -> None:
    """The dictionary of the segmenter, as it is and in three kinds of Traditional characters."""
    words = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8")
    text = "\n".join(line.split()[0] for line in words.splitlines())
    if script:
        text = opencc.OpenCC(script).convert(text)
    converted = opencc.OpenCC("t2s").convert(text).split("\n")
    lines = text.split("\n")
    assert all(
        one == another for one, another in zip(lines, converted, strict=True) if _changed().isdisjoint(one)
    )
    assert sum(not _changed().isdisjoint(one) for one in lines) > 1_000


def test_a_word_alone_reads_as_in_a_sentence() -> None:
    assert normalise("答覆") == "答复"
    assert normalise("瞭解") == "了解"
    assert normalise("瞭望") == "瞭望"
