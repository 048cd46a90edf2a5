"""Money: which currency, with what stands before the number, behind it, or was told earlier.

新台币9337.9亿元       TWD, named before the number      8亿元人民币   CNY, named behind it
108.3亿元(人民币,下同)  CNY, as are all amounts in 元 from there on
由29元新台币升至28元   TWD, told in 元 just before       50元          of the article's region
营收达2,330亿          money, for a head of measures.csv that is told in money stands before it
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.numbers.amount import scaled
from pipeline.extract.numerals import scan
from pipeline.lexicon.amounts import REGION_CURRENCY

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.numbers.amount import Amount
    from pipeline.lexicon.amounts import Unit

_CENT = Decimal("0.01")
_COINS = (("角毛", Decimal("0.1")), ("分", _CENT))
_MOVED = re.compile(r"[贬升涨跌]值?(?:了|约|近|逾|至少)*$")
_DOLLARS = {"HK": "HKD", "SG": "SGD"}  # a bare $ elsewhere is the American one
_RINGGIT = re.compile("令吉|林吉特|马币")
_OTHER_CENTS = re.compile("(?:新|坡|港|纽)[元币]|SGD|HKD|S\\$|HK\\$")  # 派息2仙(新元)
_FAR_CURRENCY = 60
_NEAR = 8  # code points: 新台币约100亿元, 人民币合共3亿元
_HEAD_REACH = 16  # code points between a head noun and its number: 预算总额经调整后达 is 9
_AFTER_TENTH = frozenset({"", *"，。、；！？,;.!?)） \n一每的了到至涨跌降升"})
_AGENTS = frozenset("者人方商户")  # 投资者 is no investment
# 人民币，下同: for all that follows; 亿元(人民币): for the amount before
_SAME_BELOW = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3})[(,，、.．。·;； ]{0,2}以?下[皆均]?同(?![\u4e00-\u9fff])"
)
_IN_BRACKETS = re.compile(r" ?\((?P<name>[\u4e00-\u9fff]{2,3})[),，、.．。·;；]")
# 500万元新台币(约21万元): the same in the other currency, which is that of the article's region
_CONVERTED = re.compile(r"\((?:约|大约)?(?:相当于|折合|约合|合|折)?约?$")
# 人民币，下同，约合新台币1亿元: what an amount comes to elsewhere is not what the text reckons in
_COMES_TO = re.compile(r"[(,，;；](?:(?:约|大约)?(?:相当于|折合|约合|合|折)约?|大?约)$")
_STOPS = frozenset("，。；、,;")
# 以美元计算，营收270亿: what the amounts of the sentence are told in
_COUNTED_IN = re.compile(
    r"(?:[以按]|换算成?|折合成?|折算成?)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:计算?价?|来算|口径)?[，,]"
)
_RECKONED_IN = re.compile(r"[按以][\u4e00-\u9fff]{2,4}计$")  # 按人民币计: of all amounts of the paragraph


class MoneyReader:
    """Reads money of one document, in the order of the text: a bare 亿 takes the currency told last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts
        self.currency = REGION_CURRENCY[context.article.region]
        self.dollar = _DOLLARS.get(context.article.region, "USD")
        self.told: tuple[int, str] = (-1, "")  # sentence and currency of the amount read last
        self._purses: list[tuple[int, str]] | None = None
        self._sen: list[int] = []
        self._below: list[tuple[int, str]] | None = None

    def before(self, start: int) -> tuple[Unit, int] | None:
        """The currency that ends at ``start`` (NT$, 人民币) and where it begins, over at most two spaces."""
        at = start
        while at > 0 and self.norm[at - 1] == " " and start - at < 2:
            at -= 1
        currencies = self.amounts.currency_before
        found = currencies.before(self.norm, at) if self.norm[at - 1 : at] in currencies.lasts else None
        if found is None:
            return None
        unit, begin = found
        letter = self.norm[begin - 1 : begin]
        if unit.surface[0].isascii() and unit.surface[0].isalpha() and letter.isascii() and letter.isalpha():
            return None  # the USD of XUSD
        return unit, begin

    def read(self, amount: Amount, currency: Unit, behind: Unit | None) -> Amount:
        """``amount`` as money of ``currency``; ``behind`` is the 元, 块 or 角 that stands behind the number."""
        code = self._code(amount, currency)
        places = (
            currency.place if behind is None or behind is currency else f"{currency.place}, {behind.place}"
        )
        if behind is not None and behind.factor is not None:
            amount.scale(behind.factor)
        amount.name("MONEY", code, f"money({places})")
        self.told = self.context.sentence_at(amount.start), code
        if behind is not None and behind.unit == "*" and behind.factor == 1:
            self._add_coins(amount, behind)
        return amount

    def _code(self, amount: Amount, currency: Unit) -> str:
        if (
            currency.surface == "仙"
            and self.context.article.region != "HK"
            and self._in_ringgit(amount.start)
        ):
            return "MYR"
        if currency.unit == "*":
            return (
                self._converted(amount.start)
                or self._named_near(amount.start)
                or self._in_brackets(amount.end)
                or self._purse(amount.start)
                or self._same_below(amount.start)
                or self.currency
            )
        return self.dollar if currency.unit == "*$" else currency.unit

    def _in_ringgit(self, start: int) -> bool:
        """8.5仙 of an article that reckons in 令吉, and has not just told another currency."""
        if not self._sen:
            self._sen = [match.end() for match in _RINGGIT.finditer(self.norm)] or [-1]
        if self._sen == [-1]:
            return False
        other = _OTHER_CENTS.search(self.norm, max(0, start - _FAR_CURRENCY), start)
        near = bisect_left(self._sen, start) - 1
        return other is None or (near >= 0 and self._sen[near] > other.end())

    def _add_coins(self, amount: Amount, behind: Unit) -> None:
        """123元1角1分: 角, 毛 and 分 that follow are added; so is the 五 of 三块五."""
        added = False
        for names, factor in _COINS:
            numeral = scan(self.norm, amount.end)
            if numeral is None or numeral.low >= 10 or not amount.exact:
                return
            name = self.norm[numeral.end : numeral.end + 1]
            if name and name in names:
                amount.add(scaled(numeral.low, factor))
                amount.end = numeral.end + 1 + (self.norm[numeral.end + 1 : numeral.end + 2] == "钱")
                added = True
        if added or behind.surface != "块" or numeral is None or numeral.end != amount.end + 1:
            return
        if self.norm[numeral.end : numeral.end + 1] in _AFTER_TENTH:  # 三块五 at the end of its phrase
            amount.add(scaled(numeral.low, Decimal("0.1")))
            amount.end = numeral.end

    # -- a currency that is not told at the number itself -----------------------------------------------

    def _named_near(self, start: int) -> str:
        """新台币约100亿元: a currency named just before, with a bound between."""
        window = self.norm[max(0, start - _NEAR) : start]
        if "币" not in window and "元" not in window:
            return ""
        for surface, unit in self.amounts.currency_before.items():
            if len(surface) < 2 or surface.isascii() or surface not in window:
                continue
            between = window[window.rindex(surface) + len(surface) :].strip()
            if len(between) <= 4 and not _STOPS & set(between):
                return unit.unit
        return ""

    def _purse(self, start: int) -> str:
        """The currency of 币 (新台币, 港币) named last in the sentence: its amounts are told in 元 from then on."""
        if self._purses is None:
            get = self.amounts.currency_before.get
            found = [
                (match.end(), get(match.group()))
                for match in self.amounts.purses.finditer(self.norm)
                if not _COMES_TO.search(self.norm, max(0, match.start() - _NEAR), match.start())
            ]
            self._purses = [(end, unit.unit) for end, unit in found if unit is not None]
        at = bisect_left(self._purses, (start, "")) - 1
        if at < 0:
            return ""
        place, code = self._purses[at]
        if place > self.context.sentence(self.context.sentence_at(start)).start:
            return code
        told = _RECKONED_IN.search(self.norm, max(0, place - _NEAR), place + 1)
        return code if told is not None and self.norm.find("\n", place, start) < 0 else ""

    def cents(self, amount: Amount) -> Amount | None:
        """收31.43元，贬9.5分: by how many hundredths a currency of 币 moved; points of a score otherwise."""
        moved = _MOVED.search(self.norm, max(0, amount.start - 6), amount.start)
        code = self._purse(amount.start) if moved else ""
        if not code or self.told != (self.context.sentence_at(amount.start), code):
            return None
        amount.scale(_CENT)
        return amount.name("MONEY", code, "money(cents)")

    def _converted(self, start: int) -> str:
        """The currency of the region in brackets behind an amount of another one: 500万元新台币(约21万元)."""
        sentence, code = self.told
        other = code not in {"", self.currency} and sentence == self.context.sentence_at(start)
        return self.currency if other and _CONVERTED.search(self.norm, max(0, start - 8), start) else ""

    def _in_brackets(self, end: int) -> str:
        """The currency of 108.3亿元(人民币)."""
        named = _IN_BRACKETS.match(self.norm, end)
        return self._named(named["name"]) if named is not None else ""

    def _same_below(self, start: int) -> str:
        """The currency that an amount before has said to be that of all that follow: 人民币，下同."""
        if self._below is None:
            found = ((m.end(), self._named(m["name"])) for m in _SAME_BELOW.finditer(self.norm))
            self._below = [(place, code) for place, code in found if code]
        at = bisect_left(self._below, (start, "")) - 1
        return self._below[at][1] if at >= 0 else ""

    def _counted_in(self, start: int) -> str:
        """The currency that the sentence says its amounts are told in: 以美元计算，营收270亿."""
        since = self.context.sentence(self.context.sentence_at(start)).start
        if self.norm.find("元", since, start) < 0 and self.norm.find("币", since, start) < 0:
            return ""
        named = [self._named(match["name"]) for match in _COUNTED_IN.finditer(self.norm, since, start)]
        return named[-1] if named else ""

    def _named(self, name: str) -> str:
        """The code of a currency by its name, empty for other words."""
        unit = self.amounts.currency_before.get(name) or self.amounts.unit(name)
        return unit.unit if unit is not None and unit.kind == "currency" and len(unit.unit) == 3 else ""

    def bare(self, amount: Amount) -> None:
        """营收达2,330亿, 从300亿美元增至450亿: a number with a scale and no unit, of something told in money."""
        large = amount.numeral.scale >= 10**4 or self.norm[amount.end - 1] in "万亿"  # 两个亿
        if not large or not self._told_in_money(amount):
            return
        sentence, code = self.told
        here = sentence == self.context.sentence_at(amount.start)
        amount.name(
            "MONEY",
            self._counted_in(amount.start)
            or (code if here else "")
            or self._purse(amount.start)
            or self._same_below(amount.start)
            or self.currency,
            "money(bare)",
        )

    def _told_in_money(self, amount: Amount) -> bool:
        """The nearest head noun of the clause is one of money (measures.csv), and no noun is counted behind."""
        norm = self.norm
        following = self.context.token_at(amount.end)
        if following is not None and following.start == amount.end and following.tag[0] == "n":
            return False
        start = max(self.context.clause(amount.start)[0], amount.start - _HEAD_REACH)
        for end in range(amount.start, start, -1):
            found = self.amounts.measures.before(norm, end)
            if found is not None:
                agent = norm[end : end + 1] in _AGENTS
                return not agent and norm[found[1] : end] in self.amounts.money_heads
        return False
