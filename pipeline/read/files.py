"""From a folder or file to raw articles: formats, head lines, what is rejected and why."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.model import Reject
from pipeline.read import encodings, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT, PAGES, LINES, TABLES = {".txt", ".md"}, {".html", ".htm"}, {".jsonl"}, {".csv"}
_TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "內容", "全文")
_FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "编号", "編號"),
    "title": ("title", "标题", "標題"),
    "published": ("published", "published_at", "date", "发布时间", "發布時間", "日期"),
    "region": ("region", "地区", "地區"),
    "source": ("source", "来源", "來源", "outlet"),
}
_HEAD = re.compile(
    r"\A(?:\ufeff)?(?P<head>(?:(?:title|source|published|region)[ \t]*[:：][^\n]*\n)+)[ \t\r]*\n",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"^(title|source|published|region)[ \t]*[:：][ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE
)
MAX_UNPACKED = 2_000_000_000  # bytes of a .gz: what unpacks to more is cut there and said


@dataclass(frozen=True, slots=True)
class Raw:
    """An article before its date, script and region are known. ``fields`` come from head lines, JSON, CSV or meta data."""

    article_id: str
    text: str
    path: str
    data_hash: str
    encoding: str
    fields: dict[str, str] = field(default_factory=dict)
    body_start: int = 0
    from_page: bool = False


def walk(corpus: Path) -> Iterator[Path]:
    """The files of a folder in sorted order; hidden files, README.md and links are passed over."""
    if corpus.is_file():
        yield corpus
        return
    for path in sorted(corpus.rglob("*"), key=lambda p: p.relative_to(corpus).parts):
        parts = path.relative_to(corpus).parts
        if (
            any(part.startswith(".") for part in parts)
            or path.name.lower() == "readme.md"
            or path.is_symlink()
        ):
            continue
        if path.is_file():
            yield path


def raw_articles(path: Path, name: str) -> Iterator[Raw | Reject]:
    """The articles of one file; ``name`` is its path inside the corpus. What cannot be read is a Reject."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    kind = suffixes[-1] if suffixes else ""
    packed = kind == ".gz" and len(suffixes) > 1 and suffixes[-2] in LINES
    if not packed and kind not in TEXT | PAGES | LINES | TABLES:
        yield Reject(
            name,
            "read",
            f"{kind or 'no'} file ending: articles are .txt .md .html .htm .jsonl .jsonl.gz .csv",
        )
        return
    if packed or kind in LINES:
        yield from _lines(path, name, packed=packed)
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Reject(name, "read", f"cannot be read: {error.strerror}")
        return
    decoded = _decode(data)
    if decoded is None:
        yield Reject(name, "decode", "is binary or in no known encoding: save it as UTF-8 text")
        return
    if decoded.losses:
        yield _loss(name, decoded)
    if not decoded.text.strip():
        yield Reject(name, "read", "is empty")
        return
    digest = hashlib.sha256(data).hexdigest()
    if kind in TABLES:
        yield from _table(decoded.text, name, decoded.encoding)
    elif kind in PAGES:
        yield _page(decoded, name, digest)
    else:
        yield _text(decoded, name, digest)


def _decode(data: bytes) -> encodings.Decoded | None:
    return encodings.decode(data) if data else encodings.Decoded("", "utf-8")


def _loss(name: str, decoded: encodings.Decoded) -> Reject:
    shown = ", ".join(map(str, decoded.losses[:5])) + (" …" if len(decoded.losses) > 5 else "")
    reason = f"{len(decoded.losses)} undecodable byte(s) as {decoded.encoding}, at byte {shown}: read with U+FFFD there"
    return Reject(name, "decode", reason, lost=False)


def _text(decoded: encodings.Decoded, name: str, digest: str) -> Raw | Reject:
    text = decoded.text
    head = _HEAD.match(text)
    fields = {key.lower(): value.strip() for key, value in _HEAD_LINE.findall(head["head"])} if head else {}
    body = head.end() if head else 0
    if not text[body:].strip():
        return Reject(name, "read", "has head lines but no text below them")
    return Raw(name, text, name, digest, decoded.encoding, fields, body)


def _page(decoded: encodings.Decoded, name: str, digest: str) -> Raw | Reject:
    page = pages.read_page(decoded.text)
    if not page.text.strip():
        return Reject(name, "parse", "no article text was found in the page")
    fields = {"title": page.title, "source": page.source, "meta-published": page.published}
    return Raw(name, page.text, name, digest, decoded.encoding, fields, from_page=True)


def _lines(path: Path, name: str, *, packed: bool) -> Iterator[Raw | Reject]:
    """One JSON object a line. A bad line is rejected by its number; the rest is read."""
    left = MAX_UNPACKED
    try:
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            number = 0
            while line := file.readline(left + 1):
                number += 1
                left -= len(line)
                if left < 0:
                    yield Reject(
                        f"{name}#{number}", "read", f"more than {MAX_UNPACKED} bytes: the rest is not read"
                    )
                    return
                if line.strip():
                    yield from _line(line, name, number)
    except (OSError, EOFError) as error:
        yield Reject(name, "read", f"cannot be read: {error}")


def _line(line: bytes, name: str, number: int) -> Iterator[Raw | Reject]:
    where = f"{name}#{number}"
    decoded = _decode(line)
    if decoded is None:
        yield Reject(where, "decode", "is binary or in no known encoding: save it as UTF-8 text")
        return
    try:
        data: Any = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Reject(where, "parse", f"is not JSON: {str(error)[:120]}")
        return
    if not isinstance(data, dict):
        yield Reject(where, "parse", "is not a JSON object with a text")
        return
    row = {str(key): value for key, value in data.items()}
    if decoded.losses:
        yield _loss(where, decoded)
    yield _record(
        {key: str(value) for key, value in row.items() if isinstance(value, str | int | float)},
        name,
        number,
        decoded.encoding,
    )


def _table(text: str, name: str, encoding: str) -> Iterator[Raw | Reject]:
    csv.field_size_limit(2**31 - 1)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [column.strip() for column in reader.fieldnames or []]
    if not any(column.lower() in _TEXT_COLUMNS for column in header):
        yield Reject(name, "parse", f"has no text column: call it text (found: {', '.join(header)[:80]})")
        return
    try:
        for number, row in enumerate(reader, start=2):
            yield _record(
                {str(key).strip(): value for key, value in row.items() if isinstance(value, str)},
                name,
                number,
                encoding,
            )
    except csv.Error as error:
        yield Reject(f"{name}#{reader.line_num}", "parse", f"is not CSV: {error}")


def _record(row: dict[str, str], name: str, number: int, encoding: str) -> Raw | Reject:
    """A line of JSON or CSV as an article, under ``FILE#ID`` or, without an id, ``FILE#NUMBER``."""
    lowered = {key.lower(): value for key, value in row.items()}
    fields = {
        field_name: next((lowered[key] for key in keys if lowered.get(key)), "")
        for field_name, keys in _FIELDS.items()
    }
    where = f"{name}#{fields.pop('id') or number}"
    text = encodings.without_surrogates(next((lowered[key] for key in _TEXT_COLUMNS if lowered.get(key)), ""))
    if not text.strip():
        return Reject(where, "read", "has no text")
    fields = {key: encodings.without_surrogates(value) for key, value in fields.items()}
    digest = hashlib.sha256(
        json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()
    return Raw(
        encodings.without_surrogates(where),
        text,
        name,
        digest,
        encoding,
        {f"field-{k}" if k == "published" else k: v for k, v in fields.items()},
    )
