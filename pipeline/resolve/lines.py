"""Dataclasses as lines of JSON and back, by their annotations: how things wait on disk until they are asked for."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

import pipeline.model
from pipeline.resolve.claims.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Thing = TypeVar("_Thing")
_PLAIN = (str, int, float, bool, type(None))


def encode(thing: Any) -> str:
    """A thing as one line without a line end. ``decode`` gives an equal one."""
    return orjson.dumps(thing, default=_plain).decode()


def decode(kind: type[_Thing], line: str) -> _Thing:
    """The thing that ``encode`` wrote."""
    thing: _Thing = _reader(cast("Hashable", kind))(orjson.loads(line))
    return thing


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, tuple):  # with names
        return list(value)
    raise TypeError(f"{type(value).__name__} is no part of a line")


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of ``kind`` out of JSON."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN or origin is Literal or kind is Any:
        return _as_it_is
    if kind is Decimal:
        return Decimal
    known = {**vars(pipeline.model), "Decimal": Decimal, "Interval": Interval}
    if hasattr(kind, "_fields"):
        each = [_reader(one) for one in get_type_hints(kind, localns=known).values()]
        return lambda told: kind(*(read(cell) for read, cell in zip(each, told, strict=True)))
    if is_dataclass(kind):
        hints = get_type_hints(kind, localns=known)
        readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
        return partial(_made, kind, [(name, read) for name, read in readers if read is not _as_it_is])
    if origin in {Union, types.UnionType}:
        (some,) = (_reader(one) for one in inner if one is not type(None))
        return lambda told: None if told is None else some(told)
    if origin is dict:
        key, value = map(_reader, inner)
        return lambda told: {key(k): value(v) for k, v in told.items()}
    if origin is tuple and Ellipsis not in inner:
        each = [_reader(one) for one in inner]
        return lambda told: tuple(read(cell) for read, cell in zip(each, told, strict=True))
    if origin in {tuple, list, set, frozenset}:
        one = _reader(inner[0])
        if one is _as_it_is:
            return _as_it_is if origin is list else origin
        return lambda told: origin(map(one, told))
    raise TypeError(f"{kind} is no part of a line")


def _made(kind: Any, readers: list[tuple[str, Callable[[Any], Any]]], told: dict[str, Any]) -> Any:
    """A dataclass of its fields, of which most are as JSON holds them."""
    for name, read in readers:
        told[name] = read(told[name])
    return kind(**told)


def _as_it_is(value: Any) -> Any:
    return value
