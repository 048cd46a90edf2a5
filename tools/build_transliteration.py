"""Build pipeline/rules/gazetteer/transliteration.csv: the characters that foreign names are written with.

    python tools/build_transliteration.py

Source: the transliterated names (tag nrt) of jieba 0.42.1's dictionary (MIT). A character counts where six such names
have it and it is no rarer there than in ordinary words; characters of frequent ordinary words were taken out by hand,
and those of well-known names that the dictionary lacks were added.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parent.parent / "pipeline" / "rules" / "gazetteer" / "transliteration.csv"
ORDINARY = set("岛州山城河子法内大上下世古由王金丁万热爱卢冈东木慈县太镇江辛人查莫士林文海宁南因夏土")
ADDED = set("川普彭庞鲍贺詹丘拜欧盖库泽连胡柯梅侯赛穆萨珊叶葛霍维克茨伊丘蓬佩奥布林肯耶伦泰勒朗逊翰逊梅克尔舒尔茨纳坦雅卢武铉"
            "内古土大上林文海宁南因夏世丁万卢东木王金莫查士辛莱策尼曼")  # fmt: skip


def main() -> None:
    """Write the table, sorted by character."""
    import jieba

    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if tag == "nrt" and len(word) >= 3:
            names.update(word)
        elif not tag.startswith("nr") and tag not in {"ns", "nz"}:
            for char in word:
                words[char] += int(count)
    total_names, total_words = sum(names.values()), sum(words.values())
    core = {
        char
        for char, count in names.items()
        if count >= 6 and (count / total_names) / ((words[char] + 50) / total_words) > 0.7
    }
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("surface", "kind", "source"))
        for char in sorted(core | ADDED):
            kind = "core" if char in core - ORDINARY else "inside"
            writer.writerow((char, kind, "jieba 0.42.1" if char in core else "common usage"))


if __name__ == "__main__":
    main()
