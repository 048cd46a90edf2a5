"""For users of spaCy: a Doc of an article, and their own patterns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.extract import extract
from pipeline.model import Article, RuleError
from pipeline.read import read
from pipeline.run import run
from pipeline.segment import segment
from pipeline.spacy import Patterns, load_patterns, to_doc

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon
    from pipeline.model import EntityMention

CORPUS = Path(__file__).parent.parent / "corpus"
TEXT = "title: 题\n\n月之暗面昨日發布Kimi K2模型，月之暗面在Metaverse大会表示，Meta和ＫＩＭＩ都很好。"


def patterns(folder: Path, *lines: object) -> Patterns:
    file = folder / "mine.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")  # fmt: skip
    return Patterns(file)


def found(text: str, mine: Patterns, lexicon: Lexicon) -> list[EntityMention]:
    article = Article("a", text, "a.txt", body_start=text.find("\n\n") + 2)
    names = extract(segment(article), lexicon, more=[mine]).entities
    return [name for name in names if name.rule.startswith("mine.jsonl")]


# ---------------------------------------------------------------- to_doc


def test_a_doc_has_the_text_the_tokens_and_every_mention_of_each_article(lexicon: Lexicon) -> None:
    for article in read(CORPUS, lexicon):
        assert isinstance(article, Article)
        document = segment(article)
        extraction = extract(document, lexicon)
        doc = to_doc(extraction)
        assert doc.text == article.text
        for layer in ("entities", "numbers", "dates", "events"):
            told = [(span.id_, span.start_char, span.end_char) for span in doc.spans[layer]]
            assert told == [(m.mention_id, m.start, m.end) for m in getattr(extraction, layer)]
        assert [span.label_ for span in doc.spans["entities"]] == [m.label for m in extraction.entities]
        assert len(doc.ents) == len(extraction.entities) + len(extraction.numbers) + len(extraction.dates)
        starts = {sentence.start for sentence in document.sentences}
        assert {sent.start_char for sent in doc.sents} == starts | {0}
        assert doc.user_data["article_id"] == article.article_id


def test_a_doc_of_a_document_has_its_tokens_and_tags(lexicon: Lexicon) -> None:
    article = next(iter(read(CORPUS / "tw-tsmc-q2.txt", lexicon)))
    assert isinstance(article, Article)
    document = segment(article)
    doc = to_doc(document)
    tokens = [(token.idx, token.norm_, token.tag_) for token in doc if token.idx >= article.body_start]
    starts = {sentence.start for sentence in document.sentences}
    whole = [token for token in document.tokens if not any(token.start < s < token.end for s in starts)]
    assert {(t.start, document.low[t.start : t.end], t.tag) for t in whole} <= set(tokens)
    assert doc.text == article.text
    assert not doc.spans
    assert not doc.ents


def test_a_doc_can_be_written_and_read_again(lexicon: Lexicon) -> None:
    from spacy.tokens import Doc

    doc = to_doc(extract(segment(Article("a", TEXT, "a.txt")), lexicon))
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.text == TEXT
    assert [span.text for span in again.spans["entities"]] == [span.text for span in doc.spans["entities"]]


def test_an_empty_article_is_an_empty_doc(lexicon: Lexicon) -> None:
    assert len(to_doc(extract(segment(Article("a", "", "a.txt")), lexicon))) == 0


# ---------------------------------------------------------------- patterns


def test_a_text_is_found_by_its_characters_in_either_script(lexicon: Lexicon, tmp_path: Path) -> None:
    mine = patterns(tmp_path, {"label": "ORG", "pattern": "月之暗面"}, {"label": "EVENT", "pattern": "暗面在"}, {"label": "ORG", "pattern": "深度求索"})  # fmt: skip
    names = found(TEXT + "深度求索與月之暗面。深度求索发布。", mine, lexicon)
    assert [(name.text, name.label, name.rule) for name in names] == [
        ("月之暗面", "ORG", "mine.jsonl:1"),
        ("月之暗面", "ORG", "mine.jsonl:1"),
        ("深度求索", "ORG", "mine.jsonl:3"),
        ("月之暗面", "ORG", "mine.jsonl:1"),
        ("深度求索", "ORG", "mine.jsonl:3"),
    ]
    trad = patterns(tmp_path, {"label": "ORG", "pattern": "輝達科學"})
    assert [name.text for name in found("\n\n輝達科學與辉达科学。", trad, lexicon)] == [
        "輝達科學",
        "辉达科学",
    ]


def test_a_latin_word_is_found_whole(lexicon: Lexicon, tmp_path: Path) -> None:
    mine = patterns(tmp_path, {"label": "ORG", "pattern": "Meta"})
    assert [name.text for name in found(TEXT, mine, lexicon)] == ["Meta"]


def test_a_list_of_tokens_is_matched_by_spacy(lexicon: Lexicon, tmp_path: Path) -> None:
    mine = patterns(tmp_path, {"label": "PRODUCT", "pattern": [{"NORM": "kimi"}, {"TEXT": " ", "OP": "?"}, {"TEXT": {"REGEX": "^K[0-9]$"}, "OP": "?"}], "id": "Kimi"})  # fmt: skip
    names = found(TEXT, mine, lexicon)
    assert [(name.text, name.key) for name in names] == [("Kimi K2", "kimi"), ("ＫＩＭＩ", "kimi")]
    assert all(TEXT[name.start : name.end] == name.text for name in names)


def test_an_id_joins_mentions(lexicon: Lexicon, tmp_path: Path, small_corpus: Path) -> None:
    del lexicon
    patterns(tmp_path, {"label": "PRODUCT", "pattern": "财报", "id": "报告"}, {"label": "PRODUCT", "pattern": "財報", "id": "报告"}, {"label": "PRODUCT", "pattern": "法人說明會", "id": "报告"})  # fmt: skip
    run(small_corpus, tmp_path / "out", patterns=tmp_path / "mine.jsonl")
    rows = [
        json.loads(line)
        for line in (tmp_path / "out/entity_mentions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    mine = [row for row in rows if row["rule"].startswith("mine.jsonl")]
    assert {row["text"] for row in mine} == {"财报", "財報", "法人說明會"}
    assert len({row["entity_id"] for row in mine}) == 1
    told = json.loads((tmp_path / "out/run.json").read_bytes())["settings"]["patterns"]
    assert told.startswith("mine.jsonl ")


def test_a_file_beside_the_rules_is_applied_when_present(
    lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.spacy.patterns.PATTERNS", tmp_path / "mine.jsonl")
    assert load_patterns(None) == []
    patterns(tmp_path, {"label": "ORG", "pattern": "月之暗面"})
    [mine] = load_patterns(None)
    assert isinstance(mine, Patterns)
    assert len(found(TEXT, mine, lexicon)) == 2


def test_every_bad_line_is_told_with_its_mend(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as told:
        patterns(
            tmp_path, '{"label": "ORG"', "[]", {"label": "COMPANY", "pattern": "x"}, {"label": "ORG"}, {"label": "ORG", "pattern": []},
            {"label": "ORG", "pattern": [{"NOPE": 1}]}, {"label": "ORG", "pattern": "x", "id": 3}, "", {"label": "ORG", "pattern": " "}, {"label": "ORG", "pattern": [1]},
        )  # fmt: skip
    lines = str(told.value).split("\n")
    assert [line.split(": ")[0] for line in lines] == [
        f"mine.jsonl:{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10)
    ]
    assert "use one of PERSON" in lines[2]


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (
            {"TEXT": {"REGEX": "恒彩("}},
            "spaCy does not take this pattern (missing ), unterminated subpattern",
        ),
        ({"NORM": {"NOT_IN": [{}]}}, "spaCy does not take this pattern"),
        ({"POS": "NOUN"}, "no token has what this pattern asks for"),
        ({"LEMMA": "公司"}, "no token has what this pattern asks for"),
        ({"DEP": "nsubj"}, "no token has what this pattern asks for"),
        ({"_": {"mood": True}}, "no token has what this pattern asks for"),
    ],
)
def test_a_pattern_that_could_match_nothing_is_refused_before_any_article(
    tmp_path: Path, token: dict[str, object], reason: str
) -> None:
    good = {"label": "ORG", "pattern": [{"TAG": "n"}, {"LOWER": "b"}]}
    with pytest.raises(RuleError) as told:
        patterns(tmp_path, good, {"label": "ORG", "pattern": [token]}, good)
    [line] = str(told.value).split("\n")
    assert line.startswith(f"mine.jsonl:2: {reason}")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        Patterns(tmp_path / "none.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes('{"label": "ORG", "pattern": "月之暗面"}'.encode("gb18030"))
    with pytest.raises(RuleError, match="is not UTF-8"):
        Patterns(tmp_path / "gbk.jsonl")
