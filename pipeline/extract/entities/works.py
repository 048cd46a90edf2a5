"""Works and laws: 《》 and what stands in it, numbered documents, titles announced by 题为."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import SURE

if TYPE_CHECKING:
    from pipeline.model import EntityLabel

_TITLE = re.compile(r"《[^《》\n]{1,100}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》")
# not 〈热门股〉 before a headline
_SMALL_TITLE = re.compile(
    r"(?<!^)〈[^〈〉\n]{1,60}〉|^〈[^〈〉\n]{1,60}〉(?=[是为乃由的一，、])", re.MULTILINE
)
# 题为「…」文章, 题为“…”的报告
_ENTITLED = re.compile(
    r"(?:题为|题目为|名为|标题为|以)(?P<title>[「“『](?P<inside>[^「」“”『』\n]{6,60})[」”』])(?:的?(?:文章|报告|演讲|讲话|论文|评论|社论|书|专栏|一文|为题))"
)
# head words of what an authority issues; 计划 and 报告 decide at the end of a title
_LAW = re.compile(
    r"(?:法|法案|条例|附例|规定|办法|措施|细则|宪法|章程|公约|条约|协定|协议|议定书|宣言|声明|公报|决议|决定|通知|意见|规划|计划|纲要|方案|"
    r"行动计划|倡议|指南|准则|框架|标准|规范|指引|规则|规程|目录|清单|命令|行政令|备忘录|白皮书|蓝图|战略|路线图|行动纲领|修正案|预案|草案|预算案|决议案|法令|管制令|禁令|\)令|"
    r"指令|判决书|法典|基本法|国策|共识|宪章|政策)(?:\([^()]{1,30}\)|(?:修订)?(?:草案|征求意见稿|试行|修正案|修订版))?(?:[12][0-9]{3})?$"
)
# 《彭博》报道, ; 《印度快报》周三引述官员; not 《哪吒》报道热烈
_REPORTS = re.compile(
    r"(?:周[一二三四五六日天]|[0-9]{1,2}日|今天|昨天|今日|昨日)?(?:报[道导](?=[称指说，,：:]|$)|引述|引用消息)"
)
_PAPERS = re.compile(r"(?:报告|展望|白皮书|蓝皮书|书|研究|调查|指南|年鉴)$")
_BEGINS = re.compile(r"(?:^|[。，；\n]|据)$")
_MEDIUM = 10  # code points of a medium in its marks
_PERIODICAL = re.compile(
    r"(?:日报|晚报|时报|早报|快报|晨报|周报|周刊|月刊|季刊|杂志|邮报|新闻|学报|通讯|期刊|画报|导报|商报|青年报|法制报|评论|观察|[^预简通海情申汇战报]报)$"
)
_NOT_PERIODICAL = re.compile(r"(?:报告|年报|财报|季报|公报|简报|预报|快报表|通报)$")
# A/79/325号决议, 国发〔2017〕35号, 第2758号决议
_NUMBERED = re.compile(
    r"[A-Z]{1,3}/(?:[A-Z]{1,4}/)?[0-9]{1,4}/[0-9A-Z/.-]{1,12}号?(?:决议|文件)?|[\u4e00-\u9fff]{1,8}\([12][0-9]{3}\)[0-9]{1,4}号|第[0-9]{3,5}号(?:决议|行政命令|行政令|法律|主席令|总统令)|"
    r"(?<![A-Za-z0-9])(?:SB|AB|HB|HR|S\.|H\.R\.)[ -]?[0-9]{1,5}号?法案"
)


# 行政命令《消除人工智能领导地位的障碍》: what it is stands before it
_ISSUED = re.compile(r"(?:行政命令|行政令|总统令|法案|法律|条例|决议案?|法令|公约|条约|协定)$")


# 《海天通讯社31日专讯》: who sends it and when, in marks
_DATELINE = re.compile(r"《(?P<who>[^《》0-9\n]{2,14})[0-9]{1,2}日(?:专[讯电]|[讯电]|消息)》")


def find(board: Board) -> None:
    """Every title is one name, marks inside the span; the label follows its last words and what is known."""
    norm, body = board.norm, board.context.article.body_start
    for pattern, rule in ((_TITLE, "title"), (_SMALL_TITLE, "small-title")):
        for match in pattern.finditer(norm, body):
            dateline = _DATELINE.fullmatch(match.group())
            if dateline is not None:
                who = match.start() + dateline.start("who")
                if norm[match.start() + dateline.end("who") - 1] in "社报网台":
                    board.add(Found(who, match.start() + dateline.end("who"), "ORG", "dateline", SURE))
                continue
            inside = match.group()[1:-1].strip()
            known = board.names.surfaces.get(inside.lower())
            name = (
                known.name
                if known is not None and _a_title(known.name.labels, ambiguous=known.ambiguous)
                else None
            )
            label = name.label if name is not None else label_of(inside)
            if label == "WORK_OF_ART" and name is None and _is_medium(norm, match):
                label = "ORG"
            elif (
                label == "WORK_OF_ART"
                and name is None
                and _ISSUED.search(norm, max(0, match.start() - 4), match.start())
            ):
                label = "LAW"
            board.add(Found(match.start(), match.end(), label, rule, SURE, name))
    for match in _ENTITLED.finditer(norm, body):
        board.add(Found(*match.span("inside"), "WORK_OF_ART", "entitled", SURE))
    for match in _NUMBERED.finditer(norm, body):
        board.add(Found(*match.span(), "LAW", "numbered-document", SURE))


def _is_medium(norm: str, match: re.Match[str]) -> bool:
    """据《彭博》报道: who reports is a medium, whatever it is called."""
    title = match.group().strip("《》")
    if _REPORTS.match(norm, match.end()) is None or len(match.group()) > _MEDIUM or _PAPERS.search(title):
        return False
    return _BEGINS.search(norm, max(0, match.start() - 2), match.start()) is not None


def _a_title(labels: tuple[EntityLabel, ...], *, ambiguous: bool) -> bool:
    """《外交事务》 is the magazine; 《长安》 is no car maker."""
    return bool({"WORK_OF_ART", "LAW"} & set(labels)) or ("ORG" in labels and not ambiguous)


def label_of(title: str) -> EntityLabel:
    """LAW for what an authority issues, ORG for a periodical, WORK_OF_ART for everything else."""
    if _PERIODICAL.search(title) and not _NOT_PERIODICAL.search(title):
        return "ORG" if len(title) <= 10 else "WORK_OF_ART"
    return "LAW" if _LAW.search(title) else "WORK_OF_ART"
