"""A corpus that means harm: ``python tests/hostile/hostile_corpus.py FOLDER [--full]`` writes it.

Every entry says what must become of it. ``--full`` writes the sizes that a person tries by hand (50 MB in one line, a
million records, 2.5 GB behind a small archive); without it the sizes are those that a test run can carry.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Literal, TypeAlias

Fate: TypeAlias = Literal["rows", "reject", "either"]
NEWS = "台积电昨日宣布投资1000亿美元，总裁魏哲家在北京表示将于2026年投产。"
CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]))
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


def texts(*, full: bool) -> dict[str, tuple[bytes, Fate]]:
    """File name -> bytes and what must become of the article."""
    long = 17_000_000 if full else 1_000_001
    return {
        "one-line.txt": (("的" * long).encode(), "reject"),
        "nul.txt": (f"{NEWS}\0{NEWS}".encode(), "either"),
        "controls.txt": (f"{NEWS}{CONTROLS}{NEWS}".encode(), "either"),
        "bidi.txt": (f"{BIDI.join(NEWS)}{NEWS}".encode(), "rows"),
        "combining.txt": (f"{NEWS}a{chr(0x301) * 100_000}{NEWS}".encode(), "rows"),
        "half-character.txt": (NEWS.encode()[:-1], "rows"),
        "mixed.txt": (NEWS.encode() * 20 + NEWS.encode("gb18030") * 2, "either"),
        "long-number.txt": (f"{NEWS}共{'9' * 300}元，{'九千' * 150}人。".encode(), "rows"),
        "brackets.txt": (f"{NEWS}{'（' * 10_000}{NEWS}{'）' * 10_000}".encode(), "rows"),
        "quotes.txt": (f"{NEWS}{'“「《' * 10_000}{NEWS}".encode(), "rows"),
        "years.txt": (f"{NEWS}{'2025年' * 5_000}".encode(), "rows"),
        "dots.txt": (f"{NEWS}{'阿·' * 10_000}".encode(), "rows"),
        "new\nline\r.txt": (NEWS.encode(), "rows"),
        "=cmd|' !A0.txt": (f'=HYPERLINK("http://x.invalid","看")\n+1\n@x\n{NEWS}'.encode(), "rows"),
        "markup.txt": (
            f"<script>alert(1)</script><img src=x onerror=alert(1)>{NEWS}</script>".encode(),
            "rows",
        ),
        "page.html": (
            f"<html><body><article><script>alert(1)</script><p>{NEWS * 6}&#x0;&bogus;&lt;script&gt;</p>"
            f"<p>{NEWS * 6}</p></article></body></html>".encode(),
            "rows",
        ),
        "deep.jsonl": (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "reject"),
        "surrogate.jsonl": (b'{"id": "s", "text": "\\ud800' + NEWS.encode() + b'\\udfff"}\n', "rows"),
        "escape.jsonl": (
            json.dumps({"id": "../../../escape", "text": f"逃。{NEWS}"}).encode() + b"\n",
            "rows",
        ),
        "empty.txt": (b"", "reject"),
        "white.txt": (b" \n\t \r\n", "reject"),
        "binary.txt": (bytes(range(256)) * 40, "reject"),
    }


def write(folder: Path, *, full: bool = False) -> dict[str, Fate]:
    """Write all into ``folder``; returns what must become of each file."""
    folder.mkdir(parents=True)
    made = texts(full=full)
    for name, (data, _) in made.items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to(folder)
    (folder / "out.txt").symlink_to("/etc/hostname")
    (folder / "nowhere.txt").symlink_to("nothing.txt")
    records = 1_000_000 if full else 2_000
    with (folder / "tiny.jsonl").open("w", encoding="utf-8") as file:
        for number in range(records):
            file.write(f'{{"text": "第{number}号。"}}\n')
    with gzip.open(folder / "bomb.jsonl.gz", "wb", compresslevel=1) as packed:
        packed.write(b'{"text": "')
        for _ in range(2_500 if full else 3):
            packed.write(b"x" * (1 << 20))
    return {name: fate for name, (_, fate) in made.items()} | {
        "loop": "reject", "out.txt": "reject", "nowhere.txt": "reject", "tiny.jsonl": "rows", "bomb.jsonl.gz": "reject",
    }  # fmt: skip


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--full", action="store_true")
    given = options.parse_args()
    write(given.folder, full=given.full)
