"""Rows as Arrow tables: the values that pyarrow gives back, and no pandas for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrow import arrow_table

if TYPE_CHECKING:
    from pipeline.arrow import Kind

COLUMNS: dict[str, Kind] = {"s": "string", "b": "bytes", "i": "int", "f": "float", "t": "bool"}
ROWS = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
        st.none() | st.binary(max_size=9),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(allow_nan=False),
        st.none() | st.booleans(),
    ),
    max_size=20,
)


@given(ROWS)
def test_every_cell_comes_back(rows: list[tuple[Any, ...]]) -> None:
    table = arrow_table(COLUMNS, rows)
    table.validate(full=True)
    assert table.column_names == list(COLUMNS)
    assert list(zip(*(column.to_pylist() for column in table.columns), strict=True)) == rows


def test_a_run_imports_no_pandas(small_corpus: Path, tmp_path: Path) -> None:
    """It is 50 MB of a process that may have 250."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.run import run\n"
        "run(Path(sys.argv[1]), Path(sys.argv[2]), cache=Path(sys.argv[3]))\n"
        "run(Path(sys.argv[1]), Path(sys.argv[2]), cache=Path(sys.argv[3]))\n"
        "print('pandas' in sys.modules)"
    )
    command = [sys.executable, "-c", code, *map(str, (small_corpus, tmp_path / "out", tmp_path / "cache"))]
    root = Path(__file__).parent.parent
    assert subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout == "False\n"
