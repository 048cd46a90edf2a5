"""Messages in Chinese: what is said fits the table, and the table holds nothing that is never said."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import messages_zh
from pipeline.messages_zh import in_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

PIPELINE = Path(messages_zh.__file__).parent
ERRORS = {"PipelineError", "RuleError", "ArticleError", "BadParameter", "Reject"}
PART = re.compile(r"\{\w*\}")


def table() -> list[tuple[str, str]]:
    with PIPELINE.joinpath("messages_zh.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["en"], row["zh"]) for row in csv.DictReader(lines)]


def told_in(tree: ast.AST) -> list[str]:
    """The texts of a module with ``{}`` for what is filled in; joined strings count as one."""

    def text_of(node: ast.AST) -> str | None:
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.JoinedStr):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        return None

    return [text for node in ast.walk(tree) if (text := text_of(node))]


def sources() -> dict[Path, ast.AST]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PIPELINE.rglob("*.py"))}


def test_every_row_is_a_message_of_the_program() -> None:
    texts = {re.sub(r"\s+", " ", text) for tree in sources().values() for text in told_in(tree)}
    whole = "\n".join(sorted(texts))
    for english, _ in table():
        pieces = [piece.strip(" :;,-") for piece in PART.split(english)]
        assert any(len(piece) > 3 for piece in pieces) or english.count("{") in {2, 3}, english
        for piece in pieces:
            assert re.sub(r"\s+", " ", piece) in whole, (
                f"{piece!r} of {english!r} is said nowhere: remove or mend the row"
            )


def reasons(tree: ast.AST) -> Iterator[str]:
    """What errors, rejects and complaints of a module say, with x for what is filled in."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name == "add" and len(node.args) == 2:  # Complaints.add(place, text); a text of one word is none
            yield from (f"x: {PART.sub('x', text)}" for text in told_in(node.args[1])[:1] if " " in text)
        elif name in ERRORS:
            for argument in node.args:
                yield from [PART.sub("x", text) for text in told_in(argument) if " " in text][:1]


def test_every_error_and_reason_has_its_chinese() -> None:
    """An error that is raised, a reason for a reject or a complaint about a rule is a message that a user reads."""
    silent = [
        f"{path.name}: {text}"
        for path, tree in sources().items()
        for text in reasons(tree)
        if re.search(r"[a-wyz]", text) and in_chinese(text).replace("：", ": ") == text
    ]
    assert not silent, "add to pipeline/messages_zh.csv:\n" + "\n".join(silent)


def test_parts_are_the_same_in_both_languages() -> None:
    for english, chinese in table():
        assert sorted(set(PART.findall(english))) == sorted(set(PART.findall(chinese))), english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("all rule tables are good", "规则表都没有问题"),
        ("3 article(s) would be read", "可读 3 篇"),
        ("  not read: a b.txt: is empty", "  没读：a b.txt：是空的"),
        (
            "units.csv:3: '元' is already defined at units.csv:2: remove one of them",
            "units.csv:3：「元」在 units.csv:2 已经有了：请删掉一个",
        ),
        ("one\nall rule tables are good", "one\n规则表都没有问题"),
        ("something that nobody has translated", "something that nobody has translated"),
        ("{name} is no part", "{name} is no part"),
    ],
)
def test_a_message_is_said_with_its_parts(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese
