"""What a text file says of itself before its body: head lines, or YAML front matter between two lines of ---.

    title: 题目            ---                     来源：某报
    published: 2025-07-18  title: "题目"           日期：2025年7月18日
                           tags: [芯片, 财报]
    正文 …                 ---                     正文 …
                           正文 …

Of YAML only lines of ``key: value`` are read, with quotes, folded lines and comments; nothing is nested.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

#: what a head line, or a column of JSON, CSV or Parquet, may be called
KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "编号", "編號"),
    "title": ("title", "标题", "標題"),
    "published": ("published", "published_at", "date", "发布时间", "發布時間", "發佈時間", "日期"),
    "region": ("region", "地区", "地區"),
    "source": ("source", "来源", "來源", "outlet"),
}
_FIELD = {key: name for name, keys in KEYS.items() if name != "id" for key in keys}
# what heads tell besides and no table holds: nothing is said of it
_UNUSED = frozenset(
    "id article_id author authors by editor editors reporter tags tag categories category keywords description summary abstract "
    "url link permalink slug layout draft lang language image cover comments toc weight type section modified updated lastmod "
    "编号 編號 作者 记者 記者 编辑 編輯 责编 責編 责任编辑 責任編輯 标签 標籤 分类 分類 关键词 關鍵詞 摘要 链接 連結 网址 網址".split()
)
_LIKE = 0.75  # difflib: titel and title have 0.8, publised and published 0.94, note and date 0.5
_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]{0,19}|[一-鿿]{2,4})[ \t]*[:：](?P<value>[^\n]*)")
_MOST = 20  # head lines
_MOST_YAML = 200  # lines of front matter
_BLANK = re.compile(r"[ \t\r]*")
_RULE = re.compile(r"(?:---|\.\.\.)[ \t\r]*")
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<inside>.*)(?P=quote)\s*(?:#.*)?""")
_COMMENT = re.compile(r"(?:^|\s)#.*")


class Head(NamedTuple):
    """What a head tells (title, source, published, region), where the body begins, and what is said of what it does not."""

    fields: dict[str, str]
    body_start: int = 0
    notes: tuple[str, ...] = ()


def read_head(text: str) -> Head:
    """The head of a text; an empty one where it has none. Positions are code points of ``text``."""
    first, _, _ = text.partition("\n")
    if first.rstrip(" \t\r") == "---":
        return _front_matter(text, len(first) + 1)
    told: list[tuple[str, str]] = []
    place = 0
    for line in text.split("\n", _MOST + 1)[: _MOST + 1]:
        match = _LINE.fullmatch(line)
        if match is None:
            break
        told.append((match["key"], match["value"]))
        place += len(line) + 1
    else:
        line = "?"
    if not told:
        return Head({})
    return _head_lines(told, min(place + len(line) + 1, len(text)), closed=bool(_BLANK.fullmatch(line)))


def _head_lines(told: list[tuple[str, str]], end: int, *, closed: bool) -> Head:
    """Lines of key and value up to a blank one. Without it, or without a key of ours, they are the text's own."""
    keys = [key.lower() for key, _ in told]
    known = [key for key in keys if key in _FIELD]
    if any(not key.isascii() and key not in _FIELD and key not in _UNUSED for key in keys):
        return Head({})  # 日期：…, 地点：… is an invitation
    if not closed:
        latin = [key for key in known if key.isascii()]
        reason = f"its head lines ({', '.join(latin)}) are read as text: put a blank line behind them"
        return Head({}, 0, (reason,) if latin and latin[0] == keys[0] else ())
    if not known:
        return Head({}, 0, tuple(_misspelled(keys)))
    fields = {_FIELD[key.lower()]: value.strip() for key, value in told if key.lower() in _FIELD}
    return Head(fields, end, tuple(_not_used(keys)))


def _front_matter(text: str, start: int) -> Head:
    """Lines up to the next ---. Where other lines stand among them, the first --- is a rule across the page."""
    told: list[list[str]] = []
    place = start
    for line in text[start:].split("\n", _MOST_YAML)[:_MOST_YAML]:
        place += len(line) + 1
        if _RULE.fullmatch(line):
            break
        match = _LINE.fullmatch(line)
        if match:
            told.append([match["key"], match["value"]])
        elif told and line[:1] in {" ", "\t", "-"}:  # a folded line, or one of a list
            told[-1].append(line.strip().removeprefix("- "))
        elif not _BLANK.fullmatch(line) and not line.startswith("#"):
            return _not_closed(told)
    else:
        return _not_closed(told)
    if not told:
        return Head({})
    keys = [key.lower() for key, *_ in told]
    fields = {_FIELD[key.lower()]: _scalar(values) for key, *values in told if key.lower() in _FIELD}
    return Head(fields, min(place, len(text)), tuple(_not_used(keys)))


def _not_closed(told: list[list[str]]) -> Head:
    known = [key for key, *_ in told if key.lower() in _FIELD]
    reason = f"its head lines ({', '.join(known)}) are read as text: put --- behind them"
    return Head({}, 0, (reason,) if known else ())


def _scalar(lines: list[str]) -> str:
    """The text of a YAML value: without quotes and comment, folded lines joined."""
    first, *more = (line.strip() for line in lines)
    if first in {">", "|", ">-", "|-", ">+", "|+"}:
        return " ".join(more).strip()
    whole = " ".join([first, *more]).strip()
    quoted = _QUOTED.fullmatch(whole)
    if quoted is None:
        return _COMMENT.sub("", whole).strip()
    inside = quoted["inside"]
    return (
        inside.replace("''", "'")
        if quoted["quote"] == "'"
        else inside.replace('\\"', '"').replace("\\\\", "\\")
    )


def _not_used(keys: list[str]) -> list[str]:
    """What is said of keys that nobody knows, a misspelled one by itself."""
    strange = [
        key for key in dict.fromkeys(keys) if key not in _FIELD and key not in _UNUSED and not _meant(key)
    ]
    told = _misspelled(keys)
    if strange:
        told.append(
            f"head line {', '.join(strange)[:80]} is not used: title, source, published and region are"
        )
    return told


def _misspelled(keys: list[str]) -> list[str]:
    return [
        f"head line {key} is not used: write {_meant(key)}"
        for key in dict.fromkeys(keys)
        if key not in _FIELD and key not in _UNUSED and _meant(key)
    ]


def _meant(key: str) -> str:
    """The key of ours that this one is nearly; empty where it is like none."""
    return next(iter(get_close_matches(key, [one for one in _FIELD if one.isascii()], 1, _LIKE)), "")
