"""What the engines of one machine share: its folders, read and written by the process that runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.model import PipelineError
from pipeline.read import read
from pipeline.sql import Duck
from pipeline.write import in_turn, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.model import Article, Extraction, Reject
    from pipeline.resolve import Resolved


class Here:
    """Reading and writing on this machine."""

    def read(self, corpus: Path | str) -> Iterator[Article | Reject]:
        """The articles of a folder or file."""
        return read(_folder(corpus), load())

    def check(self, outputs: Path | str, kind: str) -> None:
        """Raise PipelineError for what only a cluster writes."""
        _folder(outputs)
        if kind != "tables":
            raise PipelineError(
                f"--format {kind}: parts are written by --engine spark alone: "
                "zh-extract export --format parquet makes one file a table"
            )

    def tables(self, scratch: Path, articles: int) -> Duck:
        """Tables of DuckDB."""
        return Duck(scratch, articles)

    def write(
        self,
        outputs: Path | str,
        kind: str,
        extractions: Iterable[Extraction],
        resolution: Resolved,
        rejects: Sequence[Reject],
        settings: Mapping[str, str],
    ) -> dict[str, int]:
        """All tables and what stands beside them."""
        del kind
        return write(
            _folder(outputs), extractions, resolution, rejects, settings=settings, together=self.together
        )

    def together(self, work: Sequence[Callable[[], object]]) -> None:
        """Pieces of work that do not depend on one another: here, one after the other."""
        in_turn(work)

    def rest(self) -> None:
        """The workers end."""
        self.stop()

    def stop(self) -> None:
        """End all processes and remove what they left."""
        raise NotImplementedError


def _folder(place: Path | str) -> Path:
    if isinstance(place, Path):
        return place
    raise PipelineError(f"{place}: is a URL: only --engine spark reads and writes those")
