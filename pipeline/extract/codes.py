"""Digits that count nothing: addresses, versions, telephone numbers, tickers, document numbers, scores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

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
      | (?<=[\u4e00-\u9fffA-Za-z]\()(?:0[0-9]{{4}}|[03689][0-9]{{5}})(?=\))            # 恒大汽车(03333), 茅台(600519)
      | (?<![A-Z])[A-Z]++/[0-9A-Z]++/[0-9A-Z/.-]++号?                 # A/79/325号
      | \([12][0-9]{{3}}\)[^\s，。；、()]{{0,14}}?[0-9]{{1,6}}号   # 国发〔2017〕35号, （2024）京01民终123号
      | (?<![0-9])1/[0-9]{{1,3}}决赛                          # 1/8决赛
      | (?<![0-9])[0-9]{{1,2}}·[0-9]{{1,2}}(?![0-9]|[ ]?[%‰万亿倍元点度吨米个美摄升])  # 9·11, 5·12
      | (?<![0-9])[0-9]{{1,3}}[ ]?(?:比|:|∶)[ ]?[0-9]{{1,3}}(?![0-9%:.]|[ ]?[万亿])      # 4比2, 3:1
      | (?<![0-9])[0-9]{{1,6}}[ ]?[:∶][ ]?1(?![0-9%:.]|[ ]?[万亿])      # 1000:1
      | (?<![0-9])[0-9]{{1,3}}-[0-9]{{1,3}}(?={_PLAYED})           # 2-0战胜
      | (?<![0-9])[0-9]{{1,3}}-[0-9]{{1,3}}(?:[、,，;；/][ ]?[0-9]{{1,3}}-[0-9]{{1,3}}(?![0-9%]))++  # 25-20、23-25
      | (?<![0-9])[一二三四五六七八九十两]{{1,3}}比[一二三四五六七八九十零两]{{1,3}}(?![较赛如例])  # 三比一
      | (?<![0-9])[0-9]{{1,3}}强                              # 16强, 500强
      | (?<![0-9])[0-9]{{1,4}}(?:号楼?|弄|巷|段)(?:[0-9]{{1,4}}(?:号楼?|单元|室|层|楼|弄|巷))++  # 3号楼2单元501室
      | (?<![0-9])[0-9]{{1,3}}\+[0-9]{{1,2}}分钟                 # 第90+4分钟
      | (?<![0-9])[0-9]{{1,2}}(?:[、和及][0-9]{{1,2}})++号(?:线|楼|门|院|机组|航站楼)  # 3、4号线
      | (?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])[A-Z]·?[0-9A-Z]{{5,6}}(?![0-9A-Za-z])  # 京A·12345
      | (?<![0-9.%元])[0-9]{{1,2}}(?:\+[0-9NXn]{{1,2}})++(?![0-9.]|[ ]?[%万亿元个])  # 1+N, 3+1+2模式
      | (?<![0-9.])[0-9]{{1,5}}[ ]?[×xX][ ]?[0-9]{{1,5}}(?![0-9.]|[ ]?[万亿倍米厘毫公千])  # 7×24, 1920×1080
      | (?<=[台铁巴轨国])[0-9]{{1,4}}[A-Z甲乙]?线                 # 台9线
      | (?<![0-9])[0-9]{{1,3}}号?(?:快速道路|快速公路)            # 66快速道路
      | (?<=条之)(?:[0-9]{{1,2}}|[一二三四五六七八九十])(?![0-9])    # 第185条之3
      | (?<![0-9])[0-9]{{1,2}}投[0-9]{{1,2}}中                 # 11投5中
      | (?<![A-Za-z])[KkDYZ]{{1,2}}[0-9]{{1,5}}\+[0-9]{{1,4}}米?  # K2431+500米
      | (?<=[国省县]道)[0-9]{{1,4}}(?:号|线)*+                  # 国道318线
      | (?:(?<=打)|(?<=打了)|(?<=打通)|(?<=打过))(?:1(?:10|19|20|22)|999|995|911)(?![0-9.多余个次元分])(?:[和、](?:1(?:10|19|20|22)|999|995)(?![0-9.多余个次元分]))*+  # 打了120和119
      | (?<![0-9])[0-9]{{3,6}}(?=客服|热线|平台|报警|指挥中心|服务台)  # 12306客服
      )
    """,
    re.VERBOSE,
)
# words that announce a code: 电话 6654321, 邮编100010, 股票代码 600519, 拨打120
_ANNOUNCED = re.compile(
    r"(?:电话|热线|手机|传真|邮编|邮政编码|QQ群?|微信号?|证号|编号|编码|(?:订单|运单|专利|发票|工|案|单)号|账号|帐号|卡号|车牌|代码|代号|邮箱|查询码|ISBN|"
    r"批准文号|备案号|许可证|统一编号|学号|客服|专线|密码|房号|门牌|拨打|致电|来电|拨|尾号|航班|车次|版本|号码)(?:号码|号)?(?:为|是|:|：)?[ ]?[「『“\"]?$"
)


_TICKER = re.compile(r"\((?:[0-9]{5,6}|(?!19|20)[0-9]{4})\)")
_LISTED = re.compile(r"\([0-9]{4,6}\)")
# what an exchange tells behind a name that is no name of the tables: 某股份（9988）跌1.2%
_TRADED = re.compile(r"(?:今|昨|盘中|早盘|股价|[急大重再续微]{0,2}[跌涨升挫]|收报|报收|昨收|收[跌涨升])")


def ticker(norm: str, start: int, end: int, companies: Collection[int], names: Collection[int]) -> bool:
    """Whether the number stands alone in brackets right behind a company: 比亚迪股份(1211), 阿里(9988).

    ``companies`` and ``names`` are the places where the names of companies and all names end; behind a name that is
    no company a year is a year: 某城(2019).
    """
    if start - 1 in companies:
        return _LISTED.fullmatch(norm, start - 1, end + 1) is not None
    if start - 1 in names or _TRADED.match(norm, end + 1):
        return _TICKER.fullmatch(norm, start - 1, end + 1) is not None
    return False


def spans(norm: str, start: int) -> list[tuple[int, int]]:
    """The half-open ranges of all codes after ``start``, in order."""
    return [match.span() for match in CODES.finditer(norm, start)]


def announced(norm: str, start: int) -> bool:
    """Whether the words before ``start`` say that a code follows."""
    return _ANNOUNCED.search(norm, max(0, start - 12), start) is not None
