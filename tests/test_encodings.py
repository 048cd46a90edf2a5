"""Encodings: what is told apart, and what a few bad bytes cost."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from pipeline.read.encodings import Decoded, decode, without_surrogates

ARTICLES = [
    path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    for path in sorted((Path(__file__).parent.parent / "corpus").glob("*-*.txt"))
]
# what is written -> what is reported
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "gb18030": "gb18030",
    "big5hkscs": "big5hkscs",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-16": "utf-16-le",
}
MARKS = {"utf-8-sig": 3, "utf-16": 2}
SEEDS = 40


def encoded(text: str, encoding: str) -> tuple[str, bytes]:
    """The text without what the encoding cannot write (Big5 has no Simplified characters), and its bytes."""
    data = text.encode(encoding, "ignore")
    return data.decode(encoding), data


def excerpt(rng: random.Random) -> str:
    text = rng.choice(ARTICLES)
    length = rng.randint(200, min(2000, len(text)))
    start = rng.randrange(len(text) - length + 1)
    text = text[start : start + length]
    return text.replace("\n", "") if rng.random() < 0.4 else text


def damaged(data: bytes, how: str, count: int, rng: random.Random) -> bytes:
    """``data`` with ``count`` bytes replaced, put in or taken out."""
    bad = bytearray(data)
    for _ in range(count):
        place = rng.randrange(len(bad))
        if how == "replaced":
            bad[place] = rng.randrange(256)
        elif how == "put in":
            bad.insert(place, rng.randrange(256))
        else:
            del bad[place]
    return bytes(bad)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", ARTICLES, ids=lambda text: text[:12])
def test_a_whole_article_is_read_as_it_was_written(text: str, encoding: str) -> None:
    written, data = encoded(text, encoding)
    assert decode(data) == Decoded(written, ENCODINGS[encoding])


@pytest.mark.parametrize("how", ["replaced", "put in", "taken out"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_few_bad_bytes_cost_a_few_characters(encoding: str, how: str) -> None:
    for seed in range(SEEDS):
        rng = random.Random(f"{encoding} {how} {seed}")
        written, data = encoded(excerpt(rng), encoding)
        count = rng.randint(1, 5)
        mark = MARKS.get(encoding, 0)
        decoded = decode(data[:mark] + damaged(data[mark:], how, count, rng))
        assert decoded is not None, seed
        assert decoded.encoding == ENCODINGS[encoding], seed
        lost = len(written) - LCSseq.similarity(written, decoded.text)
        assert lost <= 5 * count, (seed, lost, count)
        assert abs(len(decoded.text) - len(written)) <= 5 * count, seed


@pytest.mark.parametrize(
    ("data", "text", "encoding", "losses"),
    [
        ("今天\ufffd下雨，明天天晴。".encode().replace("\ufffd".encode(), b"\xff"), "今天\ufffd下雨，明天天晴。", "utf-8", (6,)),
        (b"\xef\xbb\xbf" + "今天".encode() + b"\xff", "今天\ufffd", "utf-8-sig", (9,)),
        ("今天".encode("gb18030") + b"\xff" + "下雨，明天是晴天，后天也是晴天。".encode("gb18030"), "今天\ufffd下雨，明天是晴天，后天也是晴天。", "gb18030", (4,)),
        ("第一行没有错\n第二行".encode("gb18030") + b"\xff" + "有一个错".encode("gb18030"), "第一行没有错\n第二行\ufffd有一个错", "gb18030", (19,)),
        ("今天".encode("big5") + b"\xff" + "下雨，明天是晴天，後天也是晴天。".encode("big5"), "今天\ufffd下雨，明天是晴天，後天也是晴天。", "big5hkscs", (4,)),
        (b"\xff\xfe" + "今天下雨".encode("utf-16-le") + b"\x00", "今天下雨\ufffd", "utf-16-le", (10,)),
        ("今天下雨，我们不去了。".encode()[:-1], "今天下雨，我们不去了\ufffd", "utf-8", (30,)),
    ],
    ids=["utf-8", "after the mark", "gb18030", "on a second line", "big5", "utf-16", "cut"],
)  # fmt: skip
def test_losses_are_byte_offsets_into_the_file(
    data: bytes, text: str, encoding: str, losses: tuple[int, ...]
) -> None:
    assert decode(data) == Decoded(text, encoding, losses)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("台北", "big5hkscs"),
        ("北京大学", "gb18030"),
        ("佢哋喺度食咗飯未呀？嗰個人係邊個嚟㗎？", "big5hkscs"),
        ("𠮷野家在东京开了新店，朱镕基、𫖯", "gb18030"),
        ("书里的饕餮、魑魅魍魉、貔貅和麒麟都是传说中的动物，人们觳觫、踟蹰，不敢向前。", "gb18030"),
        ("AI 人工智能 model", "utf-16-be"),
        ("Plain English and 中文", "utf-16-le"),
    ],
)
def test_short_and_rare_text_is_read_without_a_loss(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


def test_a_page_that_opens_with_scripts_is_told_by_its_text() -> None:
    page = "<html><script>" + "var a = 1;\n" * 3000 + "</script><p>中国恒大集团清盘，债务走向何方</p>"
    assert decode(page.encode("gbk")) == Decoded(page, "gb18030")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"PK\x03\x04" + bytes(range(256)) * 8,
        b"%PDF-1.4\nstream\n" + bytes(range(256)) * 8,
        bytes(3000),
        random.Random(7).randbytes(5000),
    ],
    ids=["png", "zip", "pdf", "zeros", "noise"],
)
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode(data) is None


def test_other_languages_are_no_chinese() -> None:
    french = "Il a été décidé à Genève que les états membres, très inquiets, agiraient. " * 3
    decoded = decode(french.encode("latin-1"))
    assert decoded is not None
    assert decoded.text == french
    assert decode(b"plain text with one \xe9 byte") == Decoded(
        "plain text with one \ufffd byte", "utf-8", (20,)
    )
    assert decode(b"") == Decoded("", "utf-8")


def test_lone_surrogates_become_replacements() -> None:
    assert without_surrogates("a\ud800b𠮷") == "a\ufffdb𠮷"


def test_long_damaged_lines_cost_linear_time() -> None:
    """Twice the bytes may cost three times the time, not four: measured on processor time, the best of three."""
    text = "".join(ARTICLES).replace("\n", "") * 3
    data = text.encode("gb18030")

    def cost(length: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = os.times().user
            decode(data[:length] + b"\xff" + data[:length])
            best = min(best, os.times().user - start)
        return best

    assert cost(60_000) <= 3 * max(cost(30_000), 0.02)
