"""The extractors in other people's spaCy pipelines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

TEXT = "台積電昨日公布第2季財報，營收新台幣9,337億9千萬元，年增38.6%。"
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    made = spacy.blank("zh")
    for name in ("zh_names", "zh_numbers", "zh_dates"):
        made.add_pipe(name, config={"published": "2025-07-18", "region": "TW"})
    return made


def test_entry_points_make_the_components_known_without_an_import() -> None:
    code = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('zh_numbers'); doc = nlp('录取三万人。'); print(doc.spans['zh_numbers'][0]._.zh_low)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.strip() == "30000"


def test_spans_hold_the_mentions_with_their_values(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    assert [(s.text, s.label_, s._.zh_name) for s in doc.spans["zh_names"]] == [("台積電", "ORG", "台积电")]
    assert [(s.text, s._.zh_low, s._.zh_high, s._.zh_unit) for s in doc.spans["zh_numbers"]] == [
        ("新台幣9,337億9千萬元", 933_790_000_000, 933_790_000_000, "TWD"),
        ("38.6%", 38.6, 38.6, "%"),
    ]
    assert [(s.text, s._.zh_edtf, s._.zh_basis) for s in doc.spans["zh_dates"]] == [
        ("昨日", "2025-07-17", "relative-to-publication"),
        ("第2季", "2025-04/2025-06", "year-inferred"),
    ]
    for name in ("zh_names", "zh_numbers", "zh_dates"):
        for span in doc.spans[name]:
            assert doc.text[span._.zh_start : span._.zh_end] == span.text
            assert span._.zh_rule


def test_entities_are_all_of_them_in_order(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    assert [ent.label_ for ent in doc.ents] == ["ORG", "DATE", "DATE", "MONEY", "PERCENT"]


def test_a_doc_that_tells_its_day_wins_over_the_configuration(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.zh_published = "2024-03-02"
    doc = nlp(doc)
    assert doc.spans["zh_dates"][0]._.zh_edtf == "2024-03-01"
    doc = nlp(TEXT)
    assert doc.spans["zh_dates"][0]._.zh_edtf == "2025-07-17"


def test_entities_of_others_are_kept_and_none_overlaps(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.set_ents([Span(doc, 0, 5, label="MINE")])
    doc = nlp(doc)
    assert doc.ents[0].label_ == "MINE"
    assert [ent.label_ for ent in doc.ents] == ["MINE", "DATE", "MONEY", "PERCENT"]
    assert len(doc.spans["zh_dates"]) == 2


def test_entities_can_be_left_alone() -> None:
    made = spacy.blank("zh")
    made.add_pipe("zh_numbers", config={"ents": False})
    doc = made("录取三万人。")
    assert doc.ents == ()
    assert len(doc.spans["zh_numbers"]) == 1


def test_tokens_that_reach_over_a_mention_widen_the_span_and_not_its_place(
    nlp: spacy.language.Language,
) -> None:
    doc = nlp(Doc(nlp.vocab, words=["录取三万", "人出席"], spaces=[False, False]))
    (span,) = doc.spans["zh_numbers"]
    assert span.text == "录取三万人出席"
    assert doc.text[span._.zh_start : span._.zh_end] == "三万人"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂", "a b  c", "１２３", "没有什么。"])
def test_any_text_is_taken(nlp: spacy.language.Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert set(doc.spans) == {"zh_names", "zh_numbers", "zh_dates"}


def test_docs_and_pipelines_are_kept_and_read_again(nlp: spacy.language.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == ["zh_names", "zh_numbers", "zh_dates"]
    stored = DocBin(store_user_data=True, docs=[again(TEXT)]).to_bytes()
    (doc,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert [span._.zh_low for span in doc.spans["zh_numbers"]] == [933_790_000_000, 38.6]
    assert [ent.text for ent in doc.ents] == [ent.text for ent in nlp(TEXT).ents]


def test_the_example_runs_and_shows_what_it_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "spacy_pipeline.py")],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    assert "新台幣9,337億9千萬元\tMONEY\t933790000000 TWD" in done.stdout
    assert "昨日\tDATE\t2025-07-17\trelative-to-publication" in done.stdout
    assert done.stdout.endswith("2 docs stored, 17\n")
    assert done.stderr == ""
