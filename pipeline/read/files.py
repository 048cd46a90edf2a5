"""From a folder or file to raw articles: formats, head lines, what is rejected and why."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import Reject
from pipeline.read import encodings, pages, parquet
from pipeline.read.head import KEYS, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, PAGES, LINES, TABLES, COLUMNS = {".txt", ".md"}, {".html", ".htm"}, {".jsonl"}, {".csv"}, {".parquet"}
TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "內容", "全文")
MAX_UNPACKED = 2_000_000_000  # bytes of a .gz: what unpacks to more is cut there and said
MAX_LINE = 64_000_000  # bytes of a line of JSON, which is one article
MAX_FILE = 256_000_000  # bytes of a file that is read whole


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
    notes: tuple[str, ...] = ()  # what its head says that was not used, and what to write


def walk(corpus: Path) -> Iterator[tuple[Path, str] | Reject]:
    """The files of a folder in sorted order, with their names inside it; a Reject for what is no file to read.

    Hidden files and folders, README.md and what Spark leaves beside its parts (_SUCCESS) are passed over. A link to a file inside the folder is read; one to a
    folder or out of the corpus is not followed.
    """
    if corpus.is_file():
        yield corpus, _shown(corpus.name)
        return
    found: list[tuple[tuple[str, ...], Path]] = []
    unread: list[Reject] = []

    def note(error: OSError) -> None:
        name = _shown(Path(error.filename).relative_to(corpus).as_posix())
        unread.append(Reject(name, "read", f"the folder cannot be read: {error.strerror}"))

    for folder, folders, files in os.walk(corpus, onerror=note):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*linked, *files]:
            if not is_passed_over(name):
                path = Path(folder, name)
                found.append((path.relative_to(corpus).parts, path))
    yield from unread
    inside = corpus.resolve()
    for parts, path in sorted(found):
        name = _shown("/".join(parts))
        if path.is_symlink() and path.is_file() and not path.resolve().is_relative_to(inside):
            yield Reject(name, "read", "is a link out of the corpus: copy the file here")
        elif path.is_file():
            yield path, name
        elif path.is_dir():
            yield Reject(name, "read", "is a link to a folder: put the folder itself here")
        else:
            yield Reject(name, "read", "is a link to nothing" if path.is_symlink() else "is no regular file")


def is_passed_over(name: str) -> bool:
    """Whether a file of that name is no article and nothing is said of it."""
    return name.startswith(".") or name.lower() == "readme.md" or (name.startswith("_") and "." not in name)


def count(corpus: Path) -> int | None:
    """About how many articles ``corpus`` holds, for a progress bar: files, and lines of JSONL and CSV. Nothing is decoded.

    None where a file is packed: only unpacking it, which takes about as long as reading it, would tell.
    """
    files = [file[0] for file in walk(corpus) if not isinstance(file, Reject)]
    if any(file.suffix.lower() == ".gz" for file in files):
        return None
    return sum(map(_lines_of, files))


def _lines_of(path: Path) -> int:
    suffix = path.suffix.lower()
    if suffix in COLUMNS:
        return parquet.count(path)
    if suffix not in LINES | TABLES:
        return 1
    try:
        with path.open("rb") as file:
            return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")) or 1
    except OSError:
        return 1  # it is told where it is read


def _shown(name: str) -> str:
    r"""A file name as text; bytes that are no UTF-8 become escapes (\udcff), so that no two names fall together."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def raw_articles(path: Path, name: str) -> Iterator[Raw | Reject]:
    """The articles of one file; ``name`` is its path inside the corpus. What cannot be read is a Reject."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    kind = suffixes[-1] if suffixes else ""
    packed = kind == ".gz" and len(suffixes) > 1 and suffixes[-2] in LINES
    if not packed and kind not in TEXT | PAGES | LINES | TABLES | COLUMNS:
        told = f"has the ending {kind}" if kind else "has no ending"
        yield Reject(name, "read", f"{told}: articles are .txt .md .html .htm .jsonl .jsonl.gz .csv .parquet")
        return
    if kind in COLUMNS:
        for number, row in enumerate(parquet.rows(path, name, TEXT_COLUMNS), start=1):
            yield row if isinstance(row, Reject) else record(row, name, number, "utf-8")
        return
    if packed or kind in LINES:
        yield from _lines(path, name, packed=packed)
        return
    try:
        if path.stat().st_size > MAX_FILE:
            yield Reject(name, "read", f"has more than {MAX_FILE} bytes: split it, or write lines of JSON")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Reject(name, "read", f"cannot be read: {error.strerror}")
        return
    decoded = encodings.decode(data)
    if decoded is None:
        yield _binary(name)
        return
    if not decoded.text.strip():
        yield Reject(name, "read", "is empty")
        return
    if decoded.losses and not any(char.isalnum() for char in decoded.text):
        yield _binary(name)  # three bytes of control characters are no article in UTF-16
        return
    if decoded.losses:
        yield _loss(name, decoded)
    digest = hashlib.sha256(data).hexdigest()
    if kind in TABLES:
        yield from _table(decoded.text, name, decoded.encoding)
    elif kind in PAGES:
        yield _page(decoded, name, digest)
    else:
        yield _text(decoded, name, digest)


def _binary(name: str) -> Reject:
    return Reject(name, "decode", "is binary or in no known encoding: save it as UTF-8 text")


def _loss(name: str, decoded: encodings.Decoded, offset: int = 0) -> Reject:
    places = ", ".join(str(offset + loss) for loss in decoded.losses[:5])
    more = " …" if len(decoded.losses) > 5 else ""
    reason = f"undecodable as {decoded.encoding} at byte {places}{more}: read with U+FFFD there"
    return Reject(name, "decode", reason, lost=False)


def _text(decoded: encodings.Decoded, name: str, digest: str) -> Raw | Reject:
    text = decoded.text
    head = read_head(text)
    if not text[head.body_start :].strip():
        return Reject(name, "read", "has head lines but no text below them")
    return Raw(name, text, name, digest, decoded.encoding, head.fields, head.body_start, notes=head.notes)


def _page(decoded: encodings.Decoded, name: str, digest: str) -> Raw | Reject:
    page = pages.read_page(decoded.text)
    if not page.text.strip():
        return Reject(name, "parse", "no article text was found in the page")
    fields = {"title": page.title, "source": page.source, "meta-published": page.published}
    return Raw(name, page.text, name, digest, decoded.encoding, fields, from_page=True)


def _lines(path: Path, name: str, *, packed: bool) -> Iterator[Raw | Reject]:
    """One JSON object a line. A bad line is rejected by its number; the rest is read."""
    place = number = records = 0
    try:
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            while line := file.readline(min(MAX_UNPACKED - place, MAX_LINE) + 1):
                number += 1
                if place + len(line) > MAX_UNPACKED or len(line) > MAX_LINE:
                    where = f"{name}#{number}"
                    yield Reject(
                        where, "read", f"more than {min(MAX_UNPACKED, MAX_LINE)} bytes: the rest is not read"
                    )
                    return
                if line.strip():
                    records += 1
                    yield from _line(line, name, number, place)
                place += len(line)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"cannot be read to its end: {error}" if number else f"cannot be read: {error}"
        yield Reject(name, "read", reason)
    else:
        if not records:
            yield Reject(name, "read", "is empty")


def _line(line: bytes, name: str, number: int, place: int) -> Iterator[Raw | Reject]:
    where = f"{name}#{number}"
    decoded = encodings.decode(line)
    if decoded is None:
        yield _binary(where)
        return
    try:
        data: Any = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Reject(where, "parse", f"is not JSON: {str(error)[:120]}")
        return
    if not isinstance(data, dict):
        yield Reject(where, "parse", "is not a JSON object with a text")
        return
    if decoded.losses:
        yield _loss(where, decoded, place)
    cells = {
        str(key): str(value)
        for key, value in data.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    yield record(cells, name, number, decoded.encoding)


def _table(text: str, name: str, encoding: str) -> Iterator[Raw | Reject]:
    """One article a row, numbered as a spreadsheet numbers them."""
    csv.field_size_limit(2**31 - 1)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # Excel writes ; where the comma is the decimal sign
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [column.strip() for column in next(reader, [])]
    if not any(column.lower() in TEXT_COLUMNS for column in header):
        yield Reject(name, "parse", f"has no text column: call it text (found: {', '.join(header)[:80]})")
        return
    number = 1
    try:
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                yield record(dict(zip(header, cells, strict=False)), name, number, encoding)
    except csv.Error as error:
        yield Reject(f"{name}#{number + 1}", "parse", f"is not CSV from here on: {error}")
        return
    if number == 1:
        yield Reject(name, "read", "has a header and no row")


def record(row: dict[str, str], name: str, number: int, encoding: str) -> Raw | Reject:
    """A row of JSON, CSV or Parquet as an article, under ``FILE#ID`` or, without an id, ``FILE#NUMBER``."""
    row = {key: encodings.without_surrogates(value) for key, value in row.items()}
    lowered = {key.lower(): value for key, value in row.items()}
    fields = {
        field_name: next((lowered[key].strip() for key in keys if lowered.get(key, "").strip()), "")
        for field_name, keys in KEYS.items()
    }
    where = f"{name}#{fields.pop('id') or number}"
    text = next((lowered[key] for key in TEXT_COLUMNS if lowered.get(key, "").strip()), "")
    if not text:
        return Reject(where, "read", "has no text")
    digest = hashlib.sha256(json.dumps(row, ensure_ascii=True, sort_keys=True).encode("ascii")).hexdigest()
    fields["field-published"] = fields.pop("published")
    return Raw(where, text, name, digest, encoding, fields)
