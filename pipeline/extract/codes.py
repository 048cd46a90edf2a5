"""Digits that count nothing: addresses, versions, telephone numbers, tickers, document numbers, scores."""

from __future__ import annotations

import re

# words behind 2-0 or 1-4 that say that it is a score
_PLAYED = "战|击|胜|负|平(?!米|方|均)|不敌|惨|落败|领先|落后|逆转|大胜|险胜|小胜|完胜|客场|主场|取胜|告负|横扫|输|赢|晋级|力克|淘汰|力挫|拿下|收官"

CODES = re.compile(
    rf"""(?=[0-9A-Za-z+(._%一二三四五六七八九十两-])(?:      # where one may start: one look-up a character
        (?:https?://|www\.)[^\s，。；、"'<>《》）)]++        # https://example.org/a?b=1
      | (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,64}}@[A-Za-z0-9.-]{{1,255}}         # desk@example.org
      | (?<![0-9])[vV]?[0-9]++(?:\.[0-9]++){{2,}}+                      # 1.2.3, v10.0.1, 192.168.0.1
      | (?<![0-9])\+?[0-9]{{2,4}}(?:-[0-9]{{3,8}}){{1,3}}+(?![0-9%‰]|[ ]?[万亿兆千百元美个人米])  # 010-6654321, 888-000-9999
      | (?<![0-9])1[3-9][0-9]-?[0-9]{{4}}-?[0-9]{{4}}(?![0-9])  # 13800138000
      | (?<![0-9.])[0-9]{{4,6}}\.(?:TW|TWO|HK|SZ|SS|SH|BJ|US|T|SI)(?![A-Za-z])      # 2330.TW
      | (?<![A-Z])[A-Z]++/[0-9A-Z]++/[0-9A-Z/.-]++号?                 # A/79/325号
      | \([12][0-9]{{3}}\)[^\s，。；、()]{{0,14}}?[0-9]{{1,6}}号   # 国发〔2017〕35号, （2024）京01民终123号
      | (?<![0-9])1/[0-9]{{1,3}}决赛                          # 1/8决赛
      | (?<![0-9])[0-9]{{1,2}}·[0-9]{{1,2}}(?![0-9]|[ ]?[%‰万亿倍元点度吨米个美摄升])  # 9·11, 5·12
      | (?<![0-9])[0-9]{{1,3}}[ ]?(?:比|:|∶)[ ]?[0-9]{{1,3}}(?![0-9%:.]|[ ]?[万亿])      # 4比2, 3:1
      | (?<![0-9])[0-9]{{1,6}}[ ]?[:∶][ ]?1(?![0-9%:.]|[ ]?[万亿])      # 1000:1
      | (?<![0-9])[0-9]{{1,3}}-[0-9]{{1,3}}(?={_PLAYED})           # 2-0战胜
      | (?<![0-9])[一二三四五六七八九十两]{{1,3}}比[一二三四五六七八九十零两]{{1,3}}(?![较赛如例])  # 三比一
      | (?<![0-9])[0-9]{{1,3}}强                              # 16强, 500强
      )
    """,
    re.VERBOSE,
)
# words that announce a code: 电话 6654321, 邮编100010, 股票代码 600519, 拨打120
_ANNOUNCED = re.compile(
    r"(?:电话|热线|手机|传真|邮编|邮政编码|QQ群?|微信号?|证号|编号|账号|帐号|卡号|车牌|代码|代号|邮箱|查询码|ISBN|"
    r"批准文号|备案号|许可证|统一编号|学号|客服|专线|密码|房号|门牌|拨打|致电|来电|拨|尾号|航班|车次|版本)(?:号码|号)?(?:为|是|:|：)?[ ]?$"
)


def spans(norm: str, start: int) -> list[tuple[int, int]]:
    """The half-open ranges of all codes after ``start``, in order."""
    return [match.span() for match in CODES.finditer(norm, start)]


def announced(norm: str, start: int) -> bool:
    """Whether the words before ``start`` say that a code follows."""
    return _ANNOUNCED.search(norm, max(0, start - 12), start) is not None
