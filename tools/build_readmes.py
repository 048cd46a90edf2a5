"""Brings the documents into step with the code and the tables: run it after a change of either.

- README.md and README.zh-CN.md: the list of columns, from pipeline/write/columns.py and columns_zh.py. The examples
  stand in README.md alone and are taken over; a new column gets «?», to be filled in there.
- pipeline/rules/README.md: the header and the example row of every table, as they stand in the CSV.

    python tools/build_readmes.py            # writes
    python tools/build_readmes.py --check    # says what it would change, status 1
"""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.write.columns import TABLES  # noqa: E402
from pipeline.write.columns_zh import TABLES_ZH, about_zh  # noqa: E402
from pipeline.write.workbook import ABOUT, ORDER  # noqa: E402

README, README_ZH, RULES = ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "pipeline" / "rules"
_SECTION = re.compile(r"(<!-- columns -->\n).*?(<!-- /columns -->)", re.DOTALL)
_BLOCK = re.compile(
    r"^### (?P<name>[\w/]+\.csv)$(?P<text>.*?)^```csv\n(?P<rows>.*?)^```$", re.DOTALL | re.MULTILINE
)


def examples(readme: str) -> dict[str, str]:
    """``TABLE.COLUMN`` -> the example in README.md."""
    found: dict[str, str] = {}
    table = ""
    for line in readme.split("\n"):
        if match := re.match(r"<summary><code>(\w+)</code>", line):
            table = match[1]
        elif table and (match := re.match(r"\| `(\w+)` \| .* \| (.*?) \|$", line)):
            found[f"{table}.{match[1]}"] = match[2]
    return found


def column_list(shown: dict[str, str], *, chinese: bool) -> str:
    """Every table with its columns, folded."""
    head = "| 列 | 含义 | 例 |" if chinese else "| column | meaning | example |"
    parts = []
    for table in ORDER:
        about = TABLES_ZH[table] if chinese else ABOUT[table]
        parts += [
            "<details>",
            f"<summary><code>{table}</code> {about}</summary>",
            "",
            head,
            "| --- | --- | --- |",
        ]
        for column in TABLES[table]:
            meaning = about_zh(table, column.name) if chinese else column.about
            parts.append(f"| `{column.name}` | {meaning} | {shown.get(f'{table}.{column.name}', '?')} |")
        parts += ["", "</details>", ""]
    return "\n".join(parts)


def readme(text: str, shown: dict[str, str], *, chinese: bool) -> str:
    """A README with its list of columns made new."""
    return _SECTION.sub(lambda m: f"{m[1]}\n{column_list(shown, chinese=chinese)}\n{m[2]}", text)


def rules_readme(text: str) -> str:
    """The README of the rule tables with headers and example rows as they stand in the CSV."""

    def renew(match: re.Match[str]) -> str:
        return match[0].replace(match["rows"], example_of(match["name"], match["rows"]))

    return _BLOCK.sub(renew, text)


def example_of(name: str, rows: str) -> str:
    """Header and one row of a table: the row with the key that was shown, else the first."""
    told = list(csv.reader(io.StringIO(rows)))
    key = told[1][0] if len(told) > 1 else ""
    header, *lines = csv.reader(io.StringIO((RULES / name).read_text(encoding="utf-8-sig"), newline=""))
    chosen = next((line for line in lines if line[0] == key), lines[0])
    shown = io.StringIO()
    csv.writer(shown, lineterminator="\n").writerows([header, chosen])
    return shown.getvalue()


def wanted() -> dict[Path, str]:
    """Every document as it should be."""
    english = README.read_text(encoding="utf-8")
    shown = examples(english)
    return {
        README: readme(english, shown, chinese=False),
        README_ZH: readme(README_ZH.read_text(encoding="utf-8"), shown, chinese=True),
        RULES / "README.md": rules_readme((RULES / "README.md").read_text(encoding="utf-8")),
    }


def main() -> None:
    """Write the documents, or say which would change."""
    changed = [path for path, text in wanted().items() if path.read_text(encoding="utf-8") != text]
    for path in changed:
        print(path.relative_to(ROOT))
        if "--check" not in sys.argv:
            path.write_text(wanted()[path], encoding="utf-8", newline="\n")
    sys.exit(bool(changed) and "--check" in sys.argv)


if __name__ == "__main__":
    main()
