"""What SQLite says of a disk, told as every other writer tells it."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_THE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


@contextmanager
def disk_told() -> Iterator[None]:
    """Raise OSError where SQLite says that the disk is full, gone or not to be written; all else is a bug of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OF_THE_DISK:  # the low byte; the others say more of it
            raise
        raise OSError(errno.EIO, str(error)) from error
