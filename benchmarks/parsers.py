"""The parsers that are compared, each behind one shape: text, publication date, region -> mentions with values."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from calendar import monthrange
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Found(NamedTuple):
    """What a parser found: a half-open code-point range and what it takes it to mean."""

    start: int
    end: int
    low: float | None = None
    high: float | None = None
    unit: str = ""  # empty where the parser tells none
    first: str = ""  # ISO days, both inclusive
    last: str = ""
    duration: str = ""  # ISO 8601


Read: TypeAlias = "Callable[[str, str, str], list[Found]]"


@dataclass(frozen=True)
class Tool:
    """A parser. ``missing`` says why it cannot be run here."""

    name: str
    numbers: Read | None = None
    dates: Read | None = None
    missing: str = ""

    def both(self, text: str, published: str, region: str) -> None:
        """Read numbers and dates as a user would: once where the parser gives both together."""
        for read in dict.fromkeys(filter(None, (self.numbers, self.dates))):
            read(text, published, region)
            if self.name.startswith("zh-extract"):
                break


# -- values ---------------------------------------------------------------------------------------------------


def near(a: Any, b: Any) -> bool:
    """Whether two values are one number."""
    try:
        return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(b)))
    except (TypeError, ValueError):
        return False


def same_number(found: Found, gold: dict[str, Any]) -> bool:
    """The same value, and the same unit where the parser tells one."""
    low, high = gold.get("low"), gold.get("high")
    if low is not None and not near(found.low, low):
        return False
    if high is not None and not near(found.high, high):
        return False
    return not found.unit or found.unit == gold.get("unit")


def same_date(found: Found, gold: dict[str, Any]) -> bool:
    """The same days, or the same duration; a vague one that the gold leaves open is right where it is found."""
    edtf = re.sub(r"[~?%]", "", str(gold.get("edtf") or ""))
    if not edtf:
        return True
    if edtf.startswith("P"):
        return found.duration == edtf
    if "T" in edtf:
        edtf = re.sub(r"T[0-9:+.]*", "", edtf)
    return (found.first, found.last) == days(edtf)


def days(edtf: str) -> tuple[str, str]:
    """The first and last day of an EDTF date or interval; empty where it has none."""
    first, slash, last = edtf.partition("/")
    a, b = _ends(first), _ends(last if slash else first)
    return (a[0], b[1]) if a and b else ("", "")


def _ends(edtf: str) -> tuple[str, str] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf)
    if match:
        year, month, day = (int(g) if g else None for g in match.groups())
        if month is not None and month > 12:
            return None
        end = month or 12
        last = day or monthrange(year or 1, end)[1]
        return f"{year:04d}-{month or 1:02d}-{day or 1:02d}", f"{year:04d}-{end:02d}-{last:02d}"
    match = re.fullmatch(r"(\d{2,3})(X{1,2})", edtf)
    if match:
        return match[1] + "0" * len(match[2]) + "-01-01", match[1] + "9" * len(match[2]) + "-12-31"
    return None


# -- ours -----------------------------------------------------------------------------------------------------


def _ours() -> Tool:
    from pipeline.extract import extract
    from pipeline.lexicon import load
    from pipeline.model import Article, Extraction
    from pipeline.read import regions
    from pipeline.segment import segment

    def run(text: str, published: str, region: str) -> Extraction:
        article = Article("a", text, "a", published=published, script=regions.script(text), region=region)  # type: ignore[arg-type]
        return extract(segment(article), load())

    def numbers(text: str, published: str, region: str) -> list[Found]:
        return [
            Found(m.start, m.end, None if m.low is None else float(m.low), None if m.high is None else float(m.high), m.unit)
            for m in run(text, published, region).numbers
        ]  # fmt: skip

    def dates(text: str, published: str, region: str) -> list[Found]:
        return [
            Found(
                m.start, m.end, first=days(re.sub(r"[~?%]|T[0-9:+.]*", "", m.edtf))[0],
                last=days(re.sub(r"[~?%]|T[0-9:+.]*", "", m.edtf))[1], duration=m.edtf if m.edtf[:1] == "P" else "",
            )
            for m in run(text, published, region).dates
        ]  # fmt: skip

    return Tool("zh-extract (with names and events)", numbers, dates)


# -- Microsoft Recognizers-Text ---------------------------------------------------------------------------------

_CHINESE_UNITS = {"摄氏度": "摄氏度", "C": "摄氏度", "K": "开"}


def _recognizers() -> Tool:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def numbers(text: str, published: str, region: str) -> list[Found]:  # noqa: ARG001  (one shape for all)
        found: list[Found] = []
        for recognise in (
            recognize_currency,
            recognize_percentage,
            recognize_dimension,
            recognize_ordinal,
            recognize_number,
        ):
            for result in recognise(text, Culture.Chinese):
                start, end = result.start, result.end + 1
                resolution = result.resolution or {}
                value = str(resolution.get("value") or "").rstrip("%")
                if any(m.start < end and start < m.end for m in found) or not _is_float(value):
                    continue
                unit = "%" if recognise is recognize_percentage else str(resolution.get("isoCurrency") or "")
                found.append(Found(start, end, float(value), float(value), unit))
        return found

    def dates(text: str, published: str, region: str) -> list[Found]:  # noqa: ARG001  (one shape for all)
        found = []
        for result in recognize_datetime(text, Culture.Chinese, reference=_moment(published)):
            values = (result.resolution or {}).get("values") or [{}]
            value = values[-1]
            first, last, duration = "", "", ""
            if "start" in value and "end" in value:
                first = str(value["start"])[:10]
                last = (
                    _day_before(str(value["end"])[:10])
                    if value.get("type") == "daterange"
                    else str(value["end"])[:10]
                )
            elif value.get("type") == "duration":
                duration = str(value.get("timex") or "")
            else:
                first = last = str(value.get("value") or "")[:10]
            found.append(Found(result.start, result.end + 1, first=first, last=last, duration=duration))
        return found

    return Tool(f"Recognizers-Text {version('recognizers-text')}", numbers, dates)


# -- JioNLP -------------------------------------------------------------------------------------------------------

_JIO_CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "美元": "USD", "港元": "HKD", "新台币": "TWD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP",
}  # fmt: skip


def _jionlp() -> Tool:
    import jionlp

    def numbers(text: str, published: str, region: str) -> list[Found]:  # noqa: ARG001  (one shape for all)
        found = []
        for money in jionlp.ner.extract_money(text, with_parsing=True):
            detail = money.get("detail") or {}
            told = detail.get("num")
            low, high = (told[0], told[-1]) if isinstance(told, list) else (told, told)
            if low is not None and high is not None and _is_float(low) and _is_float(high):
                unit = _JIO_CURRENCIES.get(str(detail.get("case")), "")
                found.append(Found(money["offset"][0], money["offset"][1], float(low), float(high), unit))
        return found

    def dates(text: str, published: str, region: str) -> list[Found]:  # noqa: ARG001  (one shape for all)
        found = []
        for mention in jionlp.ner.extract_time(
            text, time_base=_moment(published).timestamp(), with_parsing=True
        ):
            told = (mention.get("detail") or {}).get("time")
            start, end = mention["offset"]
            if isinstance(told, list) and len(told) == 2:
                found.append(Found(start, end, first=str(told[0])[:10], last=str(told[1])[:10]))
            elif isinstance(told, dict):
                found.append(Found(start, end, duration=_jio_duration(told)))
            else:
                found.append(Found(start, end))
        return found

    return Tool(f"JioNLP {version('jionlp')} (numbers: money alone)", numbers, dates)


def _jio_duration(told: dict[str, Any]) -> str:
    letters = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
    date = "".join(
        f"{told[k]:g}{letters[k]}" for k in ("year", "month", "week", "day") if _is_float(told.get(k))
    )
    clock = "".join(
        f"{told[k]:g}{letters[k]}" for k in ("hour", "minute", "second") if _is_float(told.get(k))
    )
    return f"P{date}" + (f"T{clock}" if clock else "") if date or clock else ""


# -- dateparser ---------------------------------------------------------------------------------------------------


def _dateparser() -> Tool:
    from dateparser.search import search_dates

    def dates(text: str, published: str, region: str) -> list[Found]:  # noqa: ARG001  (one shape for all)
        found, place = [], 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told = search_dates(text, languages=["zh"], settings={"RELATIVE_BASE": _moment(published)}) or []
        for words, moment in told:
            at = text.find(words, place)
            if at >= 0:
                place = at + len(words)
                day = moment.date().isoformat()
                found.append(Found(at, place, first=day, last=day))
        return found

    return Tool(f"dateparser {version('dateparser')} (dates alone)", None, dates)


# -- converters ---------------------------------------------------------------------------------------------------

_CHINESE = re.compile(
    r"[0-9.,]*[〇零一二两三四五六七八九十百千万亿兆萬億兩][0-9.,〇零一二两三四五六七八九十百千万亿兆萬億兩]*"
)


def chinese_part(text: str, unit: str) -> str:
    """The numeral that a gold mention begins with, where it holds a Chinese digit or scale: 1.81兆 of 1.81兆美元."""
    match = None if unit in {"%", "百分点", "百帕"} else _CHINESE.match(text)
    return match.group() if match else ""


def _cn2an(text: str) -> float | None:
    from cn2an import cn2an

    try:
        return float(cn2an(text, "smart"))
    except ValueError:
        return None


def _scan(text: str) -> float | None:
    from pipeline.extract.numerals import scan
    from pipeline.normalise import normalise

    normal = normalise(text)
    numeral = scan(normal, 0)
    return float(numeral.low) if numeral is not None and numeral.end == len(normal) else None


CONVERTERS: dict[str, Callable[[str], float | None]] = {"zh-extract": _scan, "cn2an": _cn2an}


# -- all of them --------------------------------------------------------------------------------------------------


def tools() -> list[Tool]:
    """Every parser, in the order of the table; one that is not installed with what to do."""
    return list(_all())


def _all() -> Iterator[Tool]:
    for name, make in (
        ("zh-extract", _ours), ("Recognizers-Text", _recognizers), ("JioNLP", _jionlp), ("dateparser", _dateparser),
    ):  # fmt: skip
        try:
            yield make()
        except (ImportError, PackageNotFoundError) as error:
            yield Tool(name, missing=f"not installed ({error})")


def _moment(published: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(published[:19])
    except ValueError:
        return dt.datetime(2025, 8, 11)  # noqa: DTZ001  (a publication date has no zone)


def _day_before(day: str) -> str:
    try:
        return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    except ValueError:
        return day


def _is_float(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
