"""Words in the name of a measure that tell what kind of figure it is (measure_words.csv): 率 of 失业率, 装机容量 of 风电装机容量."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from pipeline.gates import led
from pipeline.lexicon.tables import Complaints, normal_forms, one_of, read_table, unique

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEASURE_WORD_COLUMNS = ("surface", "place", "kin", "not_behind", "example", "source")
Kin: TypeAlias = Literal["period", "place", "result", "report", "person", "land", "disaster", "stock", "firm"]
KIN: tuple[Kin, ...] = get_args(Kin)
# where a word stands in the name of a measure; an expectation is one of the same kind: 预计|出口
_PLACES = {"inside": "{}", "end": "{}$", "start": "^(?:预计)?{}"}


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """A row of measure_words.csv: ``pattern`` finds it in the name of a measure."""

    surface: str
    kin: frozenset[str]
    pattern: re.Pattern[str]
    place: str  # measure_words.csv:2


class MeasureWords:
    """What kinds the names of measures are of."""

    def __init__(self, rows: Iterable[MeasureWord]) -> None:
        self.rows = tuple(rows)
        self._patterns = {
            kin: led(
                re.compile("|".join(row.pattern.pattern for row in self.rows if kin in row.kin) or r"(?!)")
            )
            for kin in KIN
        }

    def tell(self, measure: str, kin: Kin) -> bool:
        """Whether a word of that kind stands in the name of the measure."""
        return self._patterns[kin].search(measure) is not None


def load_measure_words(folder: Path, complaints: Complaints) -> MeasureWords:
    """Read measure_words.csv of ``folder``."""
    rows = read_table(
        folder / "measure_words.csv",
        MEASURE_WORD_COLUMNS,
        complaints,
        required=("surface", "place", "kin", "example", "source"),
    )
    rows = unique(rows, "surface", complaints, key=lambda row: row["surface"] + row["place"])
    found: list[MeasureWord] = []
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if not one_of(row, "place", _PLACES, complaints):
            continue
        kin = frozenset(row.many("kin"))
        if not kin <= set(KIN):
            complaints.add(row.place, f"kin is '{row['kin']}': it must be some of {', '.join(KIN)}")
            continue
        behind = "".join(f"(?<!{re.escape(word)})" for word in row.many("not_behind"))
        pattern = re.compile(_PLACES[row["place"]].format(behind + re.escape(surface)))
        found.append(MeasureWord(surface, kin, pattern, row.place))
    return MeasureWords(found)
