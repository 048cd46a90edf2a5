"""Build pipeline/scripts.csv: the characters that tell Traditional from Simplified text.

    python tools/build_scripts.py

Source: OpenCC's dictionaries (Apache License 2.0), as the locked release has them. They are kept as a table because the
dictionary of phrases behind ``s2t`` takes 28 MB of every process, and nothing else needs it.
"""

from __future__ import annotations

import csv
from pathlib import Path

OUT = Path(__file__).parent.parent / "pipeline" / "scripts.csv"
# written in Traditional text too (皇后, 里程, 幹 and 干, 台, 茶几): they tell nothing
SHARED = frozenset("后里干台几余只面谷丑松范吁系借准卜冲价表舍回才升布克占采征于云郁胡须志杰")


def characters() -> dict[str, str]:
    """The characters of each script, in the order of their code points."""
    import opencc

    basic = "".join(map(chr, range(0x4E00, 0xA000)))
    simplified = opencc.OpenCC("t2s").convert(basic)
    traditional = opencc.OpenCC("s2t").convert(basic)
    hant = {c for c, s in zip(basic, simplified, strict=True) if c != s}
    hans = {c for c, t in zip(basic, traditional, strict=True) if c != t}
    both = (hant & hans) | SHARED
    return {"Hant": "".join(sorted(hant - both)), "Hans": "".join(sorted(hans - both))}


def main() -> None:
    """Write the table, a row a script."""
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("script", "characters", "source"))
        for script, found in characters().items():
            table.writerow((script, found, "OpenCC (Apache-2.0)"))


if __name__ == "__main__":
    main()
