"""report.html: one offline page for people who would rather look than read tables.

The page makes no request: styles, script and data stand in it, allowed by their hashes alone. Texts from articles
reach the page as JSON and the document as text nodes, never as markup. A large corpus has its articles in files in
``report_files`` beside the page, each a script that hands over its articles, so that a click loads them from disk.
"""

from __future__ import annotations

import base64
import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.write.report.gather import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Article

_HERE = Path(__file__).parent
#: in the order they stand in the page; all share one scope
SCRIPTS = (
    "words.js", "elements.js", "data.js", "marks.js", "timeline.js", "chart.js", "details.js", "disagree.js", "articles.js",
    "entities.js", "numbers.js", "page.js",
)  # fmt: skip
FILES = "report_files"
INLINE = 400_000  # code points: up to so much text stands in the page itself (1.2 MB of Chinese)


def write_report(folder: Path, articles: Iterable[Article], *, inline: int = INLINE) -> None:
    """Write report.html, and report_files for a large corpus, from the tables in ``folder``.

    ``articles`` are those of the table, in its order; of each only the text is kept, and not longer than needed.
    """
    import jinja2

    words = _words()
    page = gather(folder, articles, folder / FILES, inline=inline)
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    bodies = [(_HERE / name).read_text(encoding="utf-8") for name in SCRIPTS]
    script = '"use strict";\n(() => {\n' + "\n".join(bodies) + "\n})();\n"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    html = environment.get_template("page.html").render(
        policy=_policy(style, script, files=bool(page["files"])),
        style=_verbatim(style),
        script=_verbatim(script),
        words=_verbatim(_json(words)),
        data=_verbatim(_json({name: part for name, part in page.items() if name != "numbers"})),
        claims=_verbatim(_json(page["numbers"])),
        say=lambda key: words[key][0],
        sections=("timeline", "disagree", "articles", "entities", "numbers"),
        counts=page["counts"],
    )
    (folder / "report.html").write_text(html, encoding="utf-8", newline="\n")


def _words() -> dict[str, tuple[str, str]]:
    """The labels of the page: key -> Chinese, English."""
    with (_HERE / "words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: (row["zh"], row["en"]) for row in csv.DictReader(lines)}


def _json(value: Any) -> str:
    """JSON that can stand in a script element: no ``<`` that could end it."""
    text = orjson.dumps(value).decode("utf-8")
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _verbatim(text: str) -> Any:
    """Our own style and script, and JSON made safe, are not escaped a second time."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  (see above: nothing that an article could break out of)


def _policy(style: str, script: str, *, files: bool) -> str:
    """The page may run its own script, use its own style, and load its own files where it has any; nothing else."""
    beside = " 'self' file:" if files else ""
    return (
        f"default-src 'none'; script-src {_hash(script)}{beside}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
