"""Long strings in a file: what SQL only carries along stands there once, and its tables hold where."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LENGTH = 6  # bytes before a line that tell how long it is
_MOSTLY = 2_048  # bytes that are read at once: most lines are shorter


class LineFile:
    """Long strings in a file, each behind its length, by the place where it begins."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._end = 0  # of what was put
        self._flushed = 0

    def put(self, line: str | None) -> int | None:
        """Its place; None has none."""
        if line is None:
            return None
        data = line.encode("utf-8")
        place = self._end
        self._file.write(len(data).to_bytes(_LENGTH, "big") + data)
        self._end += _LENGTH + len(data)
        return place

    def get(self, place: int | None) -> str | None:
        """The string that begins there."""
        if place is None:
            return None
        if place + _MOSTLY > self._flushed:
            self._file.flush()
            self._flushed = self._end
        data = os.pread(self._file.fileno(), _MOSTLY, place)
        length = int.from_bytes(data[:_LENGTH], "big")
        if length > len(data) - _LENGTH:
            data += os.pread(self._file.fileno(), length + _LENGTH - len(data), place + len(data))
        return data[_LENGTH : _LENGTH + length].decode("utf-8")

    def close(self) -> None:
        """The file goes with its folder."""
        with suppress(OSError):  # what a full disk did not take
            self._file.close()
