"""A small server of WebHDFS, over a folder: a file system that is not this machine's disk, for the client that Spark brings.

https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-hdfs/WebHDFS.html says what is asked and answered. What is read
or written goes to the second address that the server gives, as from a name node to a data node. No answer says what type it
has: the client of Hadoop 3.5 that is shaded into Spark misses the class (RuntimeDelegateImpl) that it reads types with.
"""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import printable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import orjson
from standalone import HOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PREFIX = "/webhdfs/v1"
_BLOCK = 1 << 27
_RAISED = {FileNotFoundError: (404, "java.io.FileNotFoundException"), FileExistsError: (403, "org.apache.hadoop.fs.FileAlreadyExistsException"), NotImplementedError: (400, "java.lang.UnsupportedOperationException")}  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    root: Path
    asked: set[str]
    raw_requestline: bytes

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002  (as it is called)
        """Nothing."""

    def parse_request(self) -> bool:
        self.raw_requestline = quote(self.raw_requestline, printable).encode(
            "ascii"
        )  # the client sends 文 as it is
        return super().parse_request()

    def _answer(self) -> None:
        url = urlsplit(self.path)
        given = {key.lower(): values[0] for key, values in parse_qs(url.query).items()}
        given["path"] = unquote(url.path.removeprefix(_PREFIX))
        operation = given["op"].upper()
        body = self._body()
        self.asked.add(operation)
        try:
            if operation in {"OPEN", "CREATE"} and "data" not in given:
                self._send(307, location=f"http://{self.headers['Host']}{self.path}&data=true")
                return
            answer: Callable[..., Any] = getattr(self, f"op_{operation.lower()}", self.op_unknown)
            told = answer(given, body) if operation == "CREATE" else answer(given)
        except (FileNotFoundError, FileExistsError, NotImplementedError) as error:
            code, name = _RAISED[type(error)]
            said = {"exception": name.rpartition(".")[2], "javaClassName": name, "message": str(error)}
            self._send(code, orjson.dumps({"RemoteException": said}))
            return
        code = 201 if operation == "CREATE" else 200
        self._send(code, told if isinstance(told, bytes) else orjson.dumps(told))

    do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815  (names that the library asks for)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _send(self, code: int, body: bytes = b"", *, location: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def _at(self, path: str) -> Path:
        return self.root / path.strip("/")

    def _there(self, given: dict[str, str]) -> Path:
        place = self._at(given["path"])
        if not place.exists():
            raise FileNotFoundError(f"File does not exist: {given['path']}")
        return place

    def op_getfilestatus(self, given: dict[str, str]) -> Any:
        return {"FileStatus": _status(self._there(given), "")}

    def op_liststatus(self, given: dict[str, str]) -> Any:
        place = self._there(given)
        found = (
            [_status(one, one.name) for one in sorted(place.iterdir())]
            if place.is_dir()
            else [_status(place, "")]
        )
        return {"FileStatuses": {"FileStatus": found}}

    def op_getfileblocklocations(self, given: dict[str, str]) -> Any:
        size = self._there(given).stat().st_size
        where = {"hosts": [HOST], "names": [f"{HOST}:1"], "topologyPaths": [], "cachedHosts": []}
        return {
            "BlockLocations": {
                "BlockLocation": [
                    {**where, "offset": 0, "length": size, "corrupt": False, "storageTypes": ["DISK"]}
                ]
            }
        }

    def op_open(self, given: dict[str, str]) -> bytes:
        start = int(given.get("offset", 0))
        content = self._there(given).read_bytes()[start:]
        return content[: int(given["length"])] if "length" in given else content

    def op_create(self, given: dict[str, str], body: bytes) -> bytes:
        place = self._at(given["path"])
        if place.exists() and given.get("overwrite") != "true":
            raise FileExistsError(given["path"])
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
        return b""

    def op_mkdirs(self, given: dict[str, str]) -> Any:
        self._at(given["path"]).mkdir(parents=True, exist_ok=True)
        return {"boolean": True}

    def op_rename(self, given: dict[str, str]) -> Any:
        source, target = self._at(given["path"]), self._at(given["destination"])
        target = target / source.name if target.is_dir() else target
        if not source.exists() or target.exists() or not target.parent.is_dir():
            return {"boolean": False}
        source.rename(target)
        return {"boolean": True}

    def op_delete(self, given: dict[str, str]) -> Any:
        place = self._at(given["path"])
        if not place.exists():
            return {"boolean": False}
        shutil.rmtree(place) if place.is_dir() else place.unlink()
        return {"boolean": True}

    def op_unknown(self, given: dict[str, str]) -> Any:
        raise NotImplementedError(given["op"])

    def op_setpermission(self, given: dict[str, str]) -> bytes:
        self._there(given)
        return b""


def _status(place: Path, name: str) -> dict[str, Any]:
    told = place.stat()
    folder = place.is_dir()
    return {
        "pathSuffix": name, "type": "DIRECTORY" if folder else "FILE", "length": 0 if folder else told.st_size,
        "modificationTime": int(told.st_mtime * 1000), "accessTime": 0, "blockSize": 0 if folder else _BLOCK,
        "replication": 0 if folder else 1, "owner": "someone", "group": "some", "permission": "755" if folder else "644",
        "fileId": told.st_ino, "childrenNum": 0, "storagePolicy": 0,
    }  # fmt: skip


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, set[str]]]:
    """The URL of what is below ``root``, on the loopback address, and the operations that were asked for."""
    asked: set[str] = set()
    handler = type("Handler", (_Handler,), {"root": root, "asked": asked})
    server = ThreadingHTTPServer((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"webhdfs://{HOST}:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
