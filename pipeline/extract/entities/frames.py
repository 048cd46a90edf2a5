"""What only people have beside them: 提名|佐藤|为候选人, 王野(男，45岁), 程野|执导, 方晴|凭《晚潮》."""

from __future__ import annotations

import re

# who is named, chosen, sentenced or arrested, right before the name
_BEFORE = re.compile(
    r"(?:名叫|名为|[他她]叫|本名|原名|化名|提名|任命|委任|委派|推选|推举|选举|罢免|弹劾|免去|判处|逮捕|拘捕|刑拘|通缉|起诉|处决|绑架|击毙|接替|取代|嫁给|"
    r"饰演|包括|得主|图为|[表制]人为|会见|会晤|约见|致电|采访|专访|对话)$"
)
_LONGEST = 4  # code points of such a word, with room for one before
_BEHIND = re.compile(
    r"[(，](?:男|女|[0-9]{1,3}岁|(?:19|20)[0-9]{2}年(?!度)[^，。；()\n]{0,12}生)|[(](?:化名|音译?[)])|等[0-9一二三四五六七八九十百余多]{0,4}[名位]?人(?![民口员工才物大选种类均造为间心体数群机权文])|"
    r"去世|逝世|辞世|病逝|离世|过世|享年|终年|遇难|被任命|被提名|被捕|被控|获任|获委任|曾任|现任|历任|当选|就任|接任|卸任|胜选|落选|参选|执导|主演|饰演|主持|执教|所说|"
    r"[凭以](?:着|借)?《|名下(?!单)|接受(?:采访|专访|访问|治疗|手术)|正在接受|回忆|坦言|直言|"
    r"(?:夫妇|夫妻|父子|父女|母子|母女|兄弟|姐妹|兄妹|姐弟|叔侄|师徒|师生)(?:俩|[二两三四五]人|[，。、的和与在]|$)|[二两三四五]人(?![民口员工才物大选种类均为间心体数群机权文转座世行组队份赛桌])"
)


def before(norm: str, start: int) -> bool:
    """Whether the word that ends at ``start`` has a person behind it."""
    return _BEFORE.search(norm, max(0, start - _LONGEST), start) is not None


def behind(norm: str, end: int) -> bool:
    """Whether what begins at ``end`` is told of a person."""
    return _BEHIND.match(norm, end) is not None
