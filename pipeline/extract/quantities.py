"""One numeral and what stands right beside it: unit, currency, percent sign, fraction, ordinal.

A reading is an ``Amount`` or None. Bounds (约), ranges (至) and frames (每秒) are the business of ``numbers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract import codes
from pipeline.extract.numerals import ALL_DIGITS, FORMAL, Numeral, Value, scan
from pipeline.lexicon.amounts import REGION_CURRENCY

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.lexicon.amounts import Amounts, Unit
    from pipeline.model import Modifier, NumberLabel

Exact: TypeAlias = int | Decimal | Fraction

_FRACTION = re.compile(r" ?分 {0,2}之 ?(?=[0-9负一二三四五六七八九十百千万两零壹贰叁肆伍])")
_SHORT_FRACTION = re.compile(r"分(?=[一二三四五六七八九])")  # 一又十分一
_PART = re.compile(r"(?P<base>百万万|百万|十万|万万|[百千万佰仟] ?) ?分 ?之 {0,2}")
_WHOLES = {"百": 10**2, "佰": 10**2, "千": 10**3, "仟": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6,
           "万万": 10**8, "百万万": 10**10}  # fmt: skip
_AND = re.compile(r" ?又 ?")
_SLASH = re.compile(r" ?(?P<top>[0-9]{1,4})/(?P<bottom>[0-9]{1,4})(?![0-9/年月日号.])")
_PERCENT = re.compile(r" ?(?:%|‰|pc(?![A-Za-z]))")
_POINTS = re.compile(r" *(?:个 ?)?百 ?分 ?点| ?pct点?| ?个点(?![子评])")
# 三成, 三成五; not the 成 of 成为, 成功, 成本
_TENTH = re.compile(
    r"成(?P<tail>[一二三四五六七八九半](?![十百千万亿个]))?(?![为功立本员果交长绩人都品分就熟型因套器像])"
)
_DISCOUNT = re.compile(r" ?折(?![射叠磨腾线断中回返旧价])")
_MORE = re.compile(r" ?[多余](?= ?[^\s样亏边]) ?")  # 3000余公里, 100 多家
_HALF_MORE = re.compile(r"半(?![个数导径夜天年月决路])")  # 一吨半, 三倍半
_KILO = re.compile(r" ?[kK](?![A-Za-z])")
_SUFFIX = re.compile(r"(?P<letter>[kKwWM])(?![A-Za-z0-9])")
_SUFFIXES = {"k": 10**3, "K": 10**3, "w": 10**4, "W": 10**4, "M": 10**6}
# time units: their numbers are dates and durations
_TIME_UNITS = re.compile(
    r" ?(?:多|余|来)? ?(?:个(?:多|半)?)?(?:年|月|天|日|周(?!岁|长|边|大)|小时|钟头|分钟|分半|秒钟?|世纪|季度?|星期|礼拜|年代|"
    r"时(?!代|尚|装)|号(?!楼|线|机|院|店|馆|文|台|站|坑)|旬|刻钟|宿|载|昼夜|工作日|交易日|学年|财年)"
)
# the time units that count something else after all: 5周岁, 3日元, 三天大
_NOT_TIME = re.compile(r" ?(?:日元|日圆|日币|周岁|天大|个月大|周大|秒差距|年级)")
_LIST_MARK = re.compile(r"[.、)）．]|\. ")
_UNIT_WORD = re.compile(r"[十百千万亿兆拾佰仟]")
_CARRIER = re.compile(r"(?:是|为|等于|而是|叫做|得|考了)$")
# 块 and 毛 are money where a price is told: 三块五, 20块, 五毛钱; 三块石碑 are stones
_PRICE = re.compile(r"[钱0-9一二三四五六七八九]|(?=[，。、！？\s]|$)")
_NUMERIC_TAGS = frozenset({"m", "mq", "q", "t", "x", "eng"})
_FORMAL_WORDS = frozenset({*FORMAL, "拾", "佰", "仟"} - set("零俩仨"))
_MAX_VALUE = Decimal(10) ** 30  # above it a product stays a decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as read so far: normalised-text range, exact value, unit and the rule that read it."""

    start: int
    end: int
    low: Exact
    high: Exact | None
    label: NumberLabel
    unit: str
    modifier: Modifier
    rule: str
    numeral: Numeral
    weak: bool = False  # Chinese digits that need a reason to be a number
    article: bool = False  # 一个, 一种: may be no more than an indefinite article


class QuantityReader:
    """Readings of the numerals of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts: Amounts = context.lexicon.amounts
        self.currency = REGION_CURRENCY[context.article.region]

    # -- may a number start here ----------------------------------------------------------------------

    def may_start(self, numeral: Numeral) -> bool:
        """Whether what stands before allows a number: not GPT-5, A/79, 600519 behind 代码, 第三方."""
        norm, start = self.norm, numeral.start
        if not numeral.arabic:
            return not self._in_fixed_phrase(numeral)
        before = norm[start - 1 : start]
        latin = before.isascii() and before and (before.isalnum() or before in "_#&@")
        if latin and not self.currency_before(start):
            return False
        if before in {"-", "/", "."} and start > 1:
            further = norm[start - 2]
            if further.isascii() and further.isalnum():
                return False
        if codes.announced(norm, start):
            return False
        digits = norm[start : numeral.end]
        return not (digits[0] == "0" and digits.isdigit() and len(digits) > 2)  # 002594, 0800

    def _in_fixed_phrase(self, numeral: Numeral) -> bool:
        """一带一路, 十分, 第三方 (not_numbers.csv): the phrase holds the whole numeral."""
        for start in range(max(0, numeral.start - 3), numeral.start + 1):
            found = self.amounts.not_numbers.at(self.norm, start)
            if found is not None and found[1] >= numeral.end:
                return True
        return False

    def inside_word(self, numeral: Numeral) -> bool:
        """Whether the segmenter sees the numeral inside a longer word that is no number: 统一, 万一, 十全."""
        first = self.context.token_at(numeral.start)
        last = self.context.token_at(numeral.end - 1)
        if first is None or last is None or (first.start == numeral.start and last.end == numeral.end):
            return False
        return (first.start < numeral.start and first.tag not in _NUMERIC_TAGS) or (
            last.end > numeral.end and last.tag not in _NUMERIC_TAGS
        )

    # -- the readings -----------------------------------------------------------------------------------

    def read(self, numeral: Numeral) -> Amount | None:
        """The numeral with what stands behind and before it."""
        fraction = self._fraction(numeral)
        if fraction is not None:
            return fraction
        norm = self.norm
        ordinal = norm[numeral.start - 1 : numeral.start] == "第"
        start, sign = (numeral.start - 1, 1) if ordinal else self._sign(numeral)
        low: Value = numeral.low * sign
        high = None if numeral.high is None else numeral.high * sign
        if high is not None and high < low:
            low, high = high, low
        amount = Amount(start, numeral.end, low, high, "CARDINAL", "", numeral.modifier, "numeral", numeral)
        if ordinal:
            return self._ordinal(amount)
        if self._is_time(numeral):
            return None
        return self._percent(amount) or self._tenths(amount) or self._with_unit(amount)

    def part_of(self, at: int) -> Amount | None:
        """百分之五十五, 千分之2.4, 万分之三: parts of a hundred, a thousand, ten thousand, in percent."""
        part = _PART.match(self.norm, at)
        if part is None:
            return None
        place, sign = part.end(), 1
        if self.norm[place : place + 1] in {"负", "-"}:
            place, sign = place + 1, -1
        numeral = scan(self.norm, place)
        if numeral is None:
            return None
        factor = Decimal(100 * sign) / _WHOLES[part["base"].strip()]
        end = numeral.end
        thousand = _KILO.match(self.norm, end)
        if thousand:
            factor, end = factor * 1000, thousand.end()
        start = part.start()
        if self.norm[start - 1 : start] == "负":
            start, factor = start - 1, -factor
        low, high = (
            scaled(numeral.low, factor),
            None if numeral.high is None else scaled(numeral.high, factor),
        )
        return Amount(start, end, low, high, "PERCENT", "%", numeral.modifier, "percent-of", numeral)

    def currency_before(self, start: int) -> tuple[Unit, int] | None:
        """The currency that ends at ``start`` (NT$, 人民币) and where it begins, over at most two spaces."""
        at = start
        while at > 0 and self.norm[at - 1] == " " and start - at < 2:
            at -= 1
        found = self.amounts.currency_before.before(self.norm, at)
        if found is None:
            return None
        unit, begin = found
        letter = self.norm[begin - 1 : begin]
        if unit.surface[0].isascii() and unit.surface[0].isalpha() and letter.isascii() and letter.isalpha():
            return None  # the USD of XUSD
        return unit, begin

    def _sign(self, numeral: Numeral) -> tuple[int, int]:
        """A minus belongs to a number where nothing that could be a range or a name stands before it."""
        norm, start = self.norm, numeral.start
        at = start - 1
        while at >= 0 and norm[at] == " " and start - at < 3:
            at -= 1
        if at < 0 or norm[at] not in "负-":
            return start, 1
        before = norm[max(0, at - 2) : at].rstrip(" ")[-1:]
        if norm[at] == "负" and before not in {"胜", "平", "抱", "肩", "辜", "欺", "自"}:
            return at, -1
        if norm[at] == "-" and numeral.arabic and (not before or before in "(，,、:：为是至到达%\n\t^"):
            return at, -1
        return start, 1

    def _is_time(self, numeral: Numeral) -> bool:
        """年, 月, 日 and clock times are the business of dates."""
        match = _TIME_UNITS.match(self.norm, numeral.end)
        return bool(match) and not _NOT_TIME.match(self.norm, numeral.end)

    def _with_unit(self, amount: Amount) -> Amount | None:
        norm, numeral = self.norm, amount.numeral
        end = numeral.end
        more = _MORE.match(norm, end)
        if more and not numeral.modifier and numeral.low and numeral.low % 10 == 0:
            end = more.end()
            amount = replace(amount, modifier="gt")
        if norm[end : end + 1] == "个" and norm[end + 1 : end + 2] in {"亿", "万"}:  # 两个亿
            factor = Decimal(10**8 if norm[end + 1] == "亿" else 10**4)
            end += 2
            amount = replace(amount, low=scaled(amount.low, factor), high=scaled(amount.high or 0, factor))
        amount = replace(amount, end=end)
        unit, unit_end = self._unit(end, numeral)
        before = self.currency_before(amount.start)
        if before is not None and (unit is None or unit.kind != "currency" or unit.unit == "*"):
            behind = unit if unit is not None and unit.kind == "currency" else None
            end = unit_end if behind is not None else end
            return self._money(replace(amount, start=before[1], end=end), before[0], behind)
        if unit is None:
            return self._bare(replace(amount, end=end if not more else numeral.end))
        amount = replace(amount, end=unit_end)
        if unit.kind == "currency":
            return self._money(amount, unit, unit)
        return self._quantity(amount, unit)

    def _unit(self, at: int, numeral: Numeral) -> tuple[Unit | None, int]:
        """The longest unit, classifier or currency behind the number, after at most one space."""
        norm = self.norm
        places = (at, at + 1) if norm[at : at + 1] == " " else (at,)
        for start in places:
            for place in (start, start + 1) if norm[start : start + 1] == "个" else (start,):
                found = self.amounts.units.at(norm, place)
                # 20个比特币, 100个大气压: the unit behind 个; 3个人 are 3个
                if found is None or (place > start and found[0].kind == "classifier"):
                    continue
                unit, end = found
                if place == start and unit.surface == "个" and self._measure_follows(end):
                    continue
                unit = self._price(unit, end, numeral)
                if self._unit_fits(unit, place, end, numeral):
                    return unit, end
        return None, at

    def _measure_follows(self, at: int) -> bool:
        found = self.amounts.units.at(self.norm, at)
        return found is not None and found[0].kind != "classifier" and len(found[0].surface) > 1

    def _price(self, unit: Unit, end: int, numeral: Numeral) -> Unit:
        """块 as money or as a classifier."""
        money = self.amounts.prices.get(unit.surface)
        if money is None:
            return unit
        following = self.norm[end : end + 1]
        priced = not following or _PRICE.match(following) or scan(self.norm, end) is not None
        return money if priced and (numeral.arabic or numeral.low >= 2) else unit

    def _unit_fits(self, unit: Unit, start: int, end: int, numeral: Numeral) -> bool:
        """Not the first characters of another word: 5分之一, 10度假村, 5million, 3点 (a clock time)."""
        norm = self.norm
        following = norm[end : end + 1]
        if (
            unit.surface[-1].isascii()
            and unit.surface[-1].isalnum()
            and following.isascii()
            and following.isalnum()
        ):
            return False
        excluded = _NOT_BEFORE.get(unit.surface)
        if excluded and following in excluded:
            return False
        if unit.surface == "点" and numeral.low < 24 and not numeral.decimal:
            return False
        if unit.surface == "两" and numeral.low == 2 and norm[numeral.start : numeral.end] == "两":
            return False
        if unit.kind != "classifier" or numeral.arabic:
            return True
        token = self.context.token_at(start)
        # 两面派, 三部曲: the segmenter sees one longer word that begins before the classifier
        return token is None or token.start >= start or token.end <= end or token.tag in _NUMERIC_TAGS

    # -- money --------------------------------------------------------------------------------------------

    def _money(self, amount: Amount, currency: Unit, behind: Unit | None) -> Amount:
        code = currency.unit
        if code == "*":
            code = self._currency_near(amount.start) or self.currency
        elif code == "*$":
            code = {"HK": "HKD", "SG": "SGD"}.get(self.context.article.region, "USD")
        factor = behind.factor if behind is not None and behind.factor is not None else Decimal(1)
        place = (behind or currency).place
        amount = replace(
            amount,
            low=scaled(amount.low, factor),
            high=None if amount.high is None else scaled(amount.high, factor),
            label="MONEY",
            unit=code,
            rule=f"money({place})",
        )
        return self._coins(amount, behind)

    def _coins(self, amount: Amount, behind: Unit | None) -> Amount:
        """123元1角1分: 角, 毛 and 分 that follow are added."""
        if behind is None or behind.unit != "*" or behind.factor != 1:
            return amount
        for names, factor in (("角毛", Decimal("0.1")), ("分", Decimal("0.01"))):
            numeral = scan(self.norm, amount.end)
            if numeral is None or numeral.low >= 10 or amount.high is None:
                continue
            name = self.norm[numeral.end : numeral.end + 1]
            if not name or name not in names:
                continue
            coin = scaled(numeral.low, factor)
            end = numeral.end + 1 + (self.norm[numeral.end + 1 : numeral.end + 2] == "钱")
            amount = replace(amount, end=end, low=added(amount.low, coin), high=added(amount.high, coin))
        return amount

    def _currency_near(self, start: int) -> str:
        """新台币约100亿元, 人民币合共3亿元: a currency named just before, with a bound between."""
        window = self.norm[max(0, start - 8) : start]
        for surface, unit in self.amounts.currency_before.items():
            if len(surface) < 2 or surface.isascii() or surface not in window:
                continue
            between = window[window.rindex(surface) + len(surface) :].strip()
            if len(between) <= 4 and not set("，。；、,;") & set(between):
                return unit.unit
        return ""

    # -- other readings -----------------------------------------------------------------------------------

    def _quantity(self, amount: Amount, unit: Unit) -> Amount:
        norm, end = self.norm, amount.end
        word = norm[amount.numeral.start : amount.numeral.end]
        if unit.kind == "unit":
            half = _HALF_MORE.match(norm, end)
            following = norm[end : end + 1]
            if half and amount.high == amount.low:
                value = added(amount.low, Decimal("0.5"))
                amount = replace(amount, end=half.end(), low=value, high=value)
            elif (
                following
                and following in "多余"
                and norm[end + 1 : end + 2] not in {"样", "次", "重", "元", "个"}
            ):
                amount = replace(amount, end=end + 1, modifier=amount.modifier or "gt")
        article = word == "一" and (unit.kind == "classifier" or unit.surface in _VAGUE_UNITS)
        formal = len(word) == 1 and word in _FORMAL_WORDS  # 登陆部队, 拾起, 参加
        return replace(
            amount, label="QUANTITY", unit=unit.unit, rule=f"quantity({unit.place})", article=article,
            weak=formal and unit.kind == "classifier",
        )  # fmt: skip

    def _percent(self, amount: Amount) -> Amount | None:
        """%, ‰ and 个百分点, which is a unit of its own."""
        match = _PERCENT.match(self.norm, amount.end)
        if match:
            factor = Decimal("0.1") if match.group().strip() == "‰" else Decimal(1)
            low, high = (
                scaled(amount.low, factor),
                None if amount.high is None else scaled(amount.high, factor),
            )
            return replace(
                amount, end=match.end(), low=low, high=high, label="PERCENT", unit="%", rule="percent"
            )
        match = _POINTS.match(self.norm, amount.end)
        if match:
            return replace(amount, end=match.end(), label="PERCENT", unit="百分点", rule="percentage-point")
        return None

    def _tenths(self, amount: Amount) -> Amount | None:
        """三成, 七成六, 九折, 八点五折, 三八折, in percent."""
        norm, low, high = self.norm, amount.low, amount.high
        if high is None or norm[amount.start - 1 : amount.start] in {"-", "."}:
            return None
        at = amount.end + (norm[amount.end : amount.end + 1] == " ")
        match = _TENTH.match(norm, at)
        if match and 0 < low <= 10:
            tail = match["tail"]
            extra = Decimal(0) if not tail else Decimal(5) if tail == "半" else Decimal(ALL_DIGITS[tail])
            ten = Decimal(10)
            return replace(
                amount, end=match.end(), low=added(scaled(low, ten), extra), high=added(scaled(high, ten), extra),
                label="PERCENT", unit="%", rule="tenths",
            )  # fmt: skip
        match = _DISCOUNT.match(norm, at)
        if match and 0 < low < 100:
            factor = Decimal(10) if low < 10 else Decimal(1)
            return replace(
                amount, end=match.end(), low=scaled(low, factor), high=scaled(high, factor),
                label="PERCENT", unit="%", rule="discount",
            )  # fmt: skip
        return None

    def _fraction(self, numeral: Numeral) -> Amount | None:
        """三分之一, 3又5分之2, 1/2: exact fractions."""
        norm = self.norm
        start, sign = self._sign(numeral)
        whole: Value = 0
        bottom = numeral
        joint = _AND.match(norm, numeral.end)
        if joint:
            following = scan(norm, joint.end())
            if following is None:
                return None
            whole, bottom = numeral.low, following
        split = _FRACTION.match(norm, bottom.end) or (
            _SHORT_FRACTION.match(norm, bottom.end) if joint else None
        )
        if split is None:
            return self._slashed(numeral, start, sign)
        minus = norm[split.end() : split.end() + 1] == "负"
        top = scan(norm, split.end() + minus)
        if top is None or not bottom.low:
            return None
        share = Fraction(top.low) / Fraction(bottom.low)
        value = sign * (Fraction(whole) + (-share if minus else share))
        return Amount(start, top.end, value, value, "CARDINAL", "", "", "fraction", numeral)

    def _slashed(self, numeral: Numeral, start: int, sign: int) -> Amount | None:
        """1/2, 2/3, 1 4/3: the denominators of every day, so that 7/26 and 24/7 stay what they are."""
        norm = self.norm
        if not numeral.arabic or numeral.decimal:
            return None
        whole: Value = 0
        slash = _SLASH.match(norm, numeral.start)
        if slash is None and norm[numeral.end : numeral.end + 1] == " ":
            slash = _SLASH.match(norm, numeral.end)
            whole = numeral.low
        if slash is None or not 1 < int(slash["bottom"]) <= 10 or norm[start - 1 : start] in {"/", "-"}:
            return None
        value = sign * (Fraction(whole) + Fraction(int(slash["top"]), int(slash["bottom"])))
        return Amount(start, slash.end(), value, value, "CARDINAL", "", "", "fraction", numeral)

    def _ordinal(self, amount: Amount) -> Amount | None:
        """第三, 第三代, 第79届: with its classifier; a quarter (第三季度) is a date."""
        if _TIME_UNITS.match(self.norm, amount.end):
            return None
        unit, end = self._unit(amount.end, amount.numeral)
        if unit is None or unit.kind != "classifier":
            return replace(amount, label="ORDINAL", rule="ordinal")
        return replace(amount, end=end, label="ORDINAL", unit=unit.unit, rule=f"ordinal({unit.place})")

    # -- numbers with nothing behind them -----------------------------------------------------------------

    def _bare(self, amount: Amount) -> Amount | None:
        """3300万(活跃用户) is a number, the 一 of running text is none, 4K and 90后 are names."""
        norm, numeral, end = self.norm, amount.numeral, amount.end
        if numeral.arabic:
            suffix = _SUFFIX.match(norm, end)
            if suffix and norm[suffix.end() : suffix.end() + 2] in {"", "左右", "上下", "以上", "以下"}:
                factor = Decimal(_SUFFIXES[suffix["letter"]])
                low, high = scaled(amount.low, factor), scaled(amount.high or 0, factor)
                return replace(amount, end=suffix.end(), low=low, high=high, rule="suffix")
            following = norm[end : end + 1]
            if following.isascii() and following.isalpha():  # 5G, 3D, 4K
                return None
            return amount if numeral.scale > 1 or self._counts_alone(amount) else None
        word = norm[numeral.start : numeral.end]
        if numeral.scale > 1 or (len(word) > 1 and _UNIT_WORD.search(word)):
            return replace(amount, weak=self.inside_word(numeral))
        if numeral.decimal or amount.start < numeral.start:
            return amount
        return replace(amount, weak=not self._stands_alone(numeral))

    def _counts_alone(self, amount: Amount) -> bool:
        """A bare Arabic number counts unless it is a list mark, the tail of a Latin name, or 90后."""
        norm, start, end = self.norm, amount.start, amount.end
        sentence = self.context.sentence(self.context.sentence_at(start))
        if start <= sentence.start and _LIST_MARK.match(norm, end) and end < sentence.end:
            return False
        if norm[start - 1 : start] == "(" and norm[end : end + 1] == ")" and amount.low < 100:
            return False
        before = norm[max(0, start - 2) : start].rstrip(" -")[-1:]
        if before.isascii() and before.isalpha():
            return False
        return not (norm[end : end + 1] == "后" and 0 <= amount.low < 100 and amount.low % 5 == 0)

    def _stands_alone(self, numeral: Numeral) -> bool:
        """A Chinese digit with nothing beside it that makes it a word: 答案不是四而是五."""
        norm = self.norm
        sentence = self.context.sentence(self.context.sentence_at(numeral.start))
        around = norm[sentence.start : numeral.start] + norm[numeral.end : sentence.end]
        if not around.strip(" 。，,.、…"):
            return True
        if self.inside_word(numeral) or not _CARRIER.search(norm, max(0, numeral.start - 2), numeral.start):
            return False
        following = norm[numeral.end : numeral.end + 1]
        return not "\u4e00" <= following <= "\u9fff" or following in "而那和与"


# units of one character that begin other words, with what follows there: 5分之一, 30里面, 3方面, 10点钟
_NOT_BEFORE: dict[str, frozenset[str]] = {
    "分": frozenset("之钟别析布享工成歧"),
    "里": frozenset("面程约斯昂德"),
    "方": frozenset("面案式向法针便"),
    "点": frozenset("钟半整名评"),
    "度": frozenset("假过"),
    "级": frozenset("别"),
    "星": frozenset("期球座"),
    "票": frozenset("据价房选"),
    "转": frozenset("为向移变型"),
    "环": frozenset("节境保"),
    "杆": frozenset("菌"),
    "席": frozenset("卷"),
    "节": frozenset("能目省约点假日"),
    "甲": frozenset("级子板"),
    "两": frozenset("岸国党会院"),
    "克": frozenset("服隆拉制里"),
    "码": frozenset("头农"),
    "尺": frozenset("度寸"),
    "寸": frozenset("土"),
    "桶": frozenset("装"),
    "人": frozenset("民工大们均类士"),
    "家": frozenset("庭长人乡"),
    "名": frozenset("义单"),
    "位": frozenset("于置"),
    "口": frozenset("碑号头罩"),
    "国": frozenset("际务防企家内产"),
    "大": frozenset("家量幅"),
    "条": frozenset("件例约"),
    "部": frozenset("分门队署委"),
    "面": frozenset("积对临向"),
    "门": frozenset("户"),
    "回": frozenset("家归到来"),
    "下": frozenset("降跌滑调午半"),
    "地": frozenset("区"),
    "单": frozenset("位"),
    "手": frozenset("机术"),
    "股": frozenset("东票市价"),
    "把": frozenset("握"),
    "本": frozenset("地土身来次"),
    "间": frozenset("接隔谍"),
    "处": frozenset("理于置罚"),
    "所": frozenset("有以在"),
    "期": frozenset("间待货望"),
    "场": frozenset("所馆景"),
    "机": frozenset("构器场会制"),
    "厂": frozenset("商家房"),
    "站": frozenset("在点"),
    "线": frozenset("上下索路"),
    "区": frozenset("域别块"),
    "市": frozenset("场值民长区委政"),
    "县": frozenset("委长城"),
    "省": frozenset("委长份级"),
    "州": frozenset("长"),
    "村": frozenset("民庄"),
    "镇": frozenset("长"),
    "院": frozenset("士长"),
    "校": frozenset("长友园"),
    "店": frozenset("铺"),
    "任": frozenset("务何命意职"),
    "代": frozenset("表理价码替"),
    "路": frozenset("上面线径段透"),
    "关": frozenset("于键系注"),
    "集": frozenset("团体中合"),
    "季": frozenset("度节军"),
    "金": frozenset("融额属牌"),
    "球": frozenset("员队迷"),
    "冠": frozenset("军"),
    "胜": frozenset("利"),
    "平": frozenset("均方台等"),
    "负": frozenset("责担债面"),
    "组": frozenset("织成合建"),
    "队": frozenset("员长伍"),
    "字": frozenset("节母"),
    "首": frozenset("次个都先相席脑"),
    "起": frozenset("来诉源到"),
    "面积": frozenset(),
}
# units of one character that are part of a phrase behind 一: 一点, 一级, 一度, 一方
_VAGUE_UNITS = frozenset("点分级度星方环码里")


def scaled(value: Exact, factor: Decimal) -> Exact:
    """``value`` times ``factor``, exact; an integer where it is one."""
    if isinstance(value, Fraction):
        return value * Fraction(factor)
    product = Decimal(value) * factor
    whole = product.to_integral_value()
    return int(whole) if product == whole and abs(product) < _MAX_VALUE else product


def added(a: Exact, b: Exact) -> Exact:
    """The exact sum."""
    if isinstance(a, Fraction) or isinstance(b, Fraction):
        return Fraction(a) + Fraction(b)
    return a + b


def plain(value: Exact | None) -> Decimal | None:
    """A decimal without trailing zeros; a fraction that has no finite one to 15 significant digits."""
    if value is None:
        return None
    if isinstance(value, Fraction):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        value = quotient if len(quotient.as_tuple().digits) <= 15 else Decimal(f"{quotient:.15g}")
    value = Decimal(value)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
