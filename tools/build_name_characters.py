"""Build pipeline/rules/gazetteer/name_characters.csv: how much a character looks like part of a Chinese name.

    python tools/build_name_characters.py

Sources: the person names (tag nr) and the words of jieba 0.42.1's dictionary (MIT); surnames with their shares of the
population from Faker 40 (MIT). A cell is 100 x log2(share among names / share in ordinary words), for a character as
surname, as first or second of two given characters, and as single given name; empty where it never occurs there.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parent.parent / "pipeline" / "rules" / "gazetteer" / "name_characters.csv"
COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 宇文 长孙 呼延 南宫 独孤 赫连 澹台 申屠 轩辕 拓跋 "
    "闻人 淳于 单于 太史 公冶 濮阳 仲孙 钟离 鲜于 闾丘 司空 司寇 子车 颛孙 巫马 公西 乐正 壤驷 公良 漆雕 百里 东郭 南门 "
    "第五 张简 范姜 欧陽 叶赫"
).split()
# surnames of the Hundred Family Surnames (百家姓) and of today that the dictionary shows too seldom, with a share of the
# population (rank 400 to 800 of the census have about that)
RARE_SHARE = 3e-5
RARE = (
    "褚戚喻柏窦奚郎昌苗俞酆廉岑滕卞湛祁臧计谈茅闵席麻危刁邱虞支柯昝管房裘缪解宣贲郁杭嵇荀惠甄封芮羿储靳汲邴糜巫焦牧隗谷宓郗班仲仇栾暴钭厉戎祖符"
    "束幸韶郜蓟印宿怀蒲邰鄂索咸籍蔺屠池阴胥苍闻莘党翟贡逄姬申扶堵冉宰郦雍郤璩濮寿扈冀郏浦农晏瞿充茹宦容慎戈庾暨居衡步匡寇禄阙殳沃蔚越夔隆巩厍晁敖"
    "訾阚饶毋乜鞠巢蒯查荆游竺权逯盖桓付闫代亓佟仝冼辜郅缑呙牟官佘谌揭邝植禤粟侬帅展宾楚修矫仉亢笪钮苑鹿尧占晋铁肖覃丘苟邸鄢栗习招伦"
)
SHARES = {
    "肖": 4e-3,
    "覃": 1.5e-3,
    "习": 5e-5,
    "付": 5e-4,
    "闫": 6e-4,
    "代": 2e-4,
    "牟": 3e-4,
    "佟": 2e-4,
    "占": 1e-4,
    "官": 1e-4,
    "翟": 5e-4,
    "柯": 4e-4,
}
LEAST = 12  # names that must show a surname before it counts as one


def main() -> None:
    """Write the table, sorted by character."""
    import jieba
    from faker.providers.person.zh_CN import Provider

    shares: dict[str, float] = {name: float(share) for name, share in Provider.last_names.items()}
    words: list[tuple[str, int, str]] = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        words.append((word, int(count), tag))
    names = [
        word for word, _, tag in words if tag in {"nr", "nrfg"} and 2 <= len(word) <= 3 and word[0] in shares
    ]
    roles: dict[str, Counter[str]] = {role: Counter() for role in ("surname", "first", "second", "single")}
    for name in names:
        roles["surname"][name[0]] += 1
        if len(name) == 3:
            roles["first"][name[1]] += 1
            roles["second"][name[2]] += 1
        else:
            roles["single"][name[1]] += 1
    ordinary: Counter[str] = Counter()
    for word, count, tag in words:
        if not tag.startswith("nr"):
            for char in word:
                ordinary[char] += count
    total = sum(ordinary.values())
    sums = {role: sum(counter.values()) for role, counter in roles.items()}
    # the census share of a surname tells more than how many dictionary names have it
    census = sum(shares.values())
    rows = []
    for char in sorted(set(RARE).union(*roles.values())):
        background = (ordinary[char] + 50) / (total + 50 * 8000)
        cells = []
        for role, counter in roles.items():
            count = counter[char]
            if role == "surname":
                share = 0.5 * (count / sums[role] + shares.get(char, 0) / census) if count >= LEAST else 0
                if not share and char in RARE:
                    share = SHARES.get(char, RARE_SHARE)
            else:
                share = (count + 0.3) / (sums[role] + 0.3 * 3000)
            cells.append(str(round(100 * math.log2(share / background))) if share else "")
        rows.append((char, *cells))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("surface", "surname", "first", "second", "single", "source"))
        for row in rows:
            writer.writerow((*row, "jieba 0.42.1; Faker 40"))
        for surname in COMPOUND:
            writer.writerow((surname, "900", "", "", "", "common usage"))
    print(f"{len(rows)} characters in {OUT}")


if __name__ == "__main__":
    main()
