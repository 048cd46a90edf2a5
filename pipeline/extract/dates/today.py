"""Bare 昨 and 今 of Taiwan's and Hong Kong's papers: 恒指昨|收报, 行政院今|说明; not 今被誉为奇迹 and not the person 王今."""

from __future__ import annotations

import re

BARE_DAY = re.compile(
    r"[昨今](?=(?:[上下中]午|凌晨) ?[0-9一二三四五六七八九十])|"  # 自昨上午6时至今上午6时
    r"(?<![日一如似忆成畴如至现当迄古而从自于到今博尔犹及])"
    r"(?:昨(?=[\u4e00-\u9fff])(?![天日晚夜晨早午今明后非是儿宵夕年]|[、，])|"
    r"今(?=(?:将(?!来)|表示|指出|宣布|公布|发布|发表|出席|召开|举行|在(?!于)|赴|下令|通过|决定|开庭|宣判|透露|强调|痛批|呼吁|受访|备询|说明|证实|回应|[初终]审|三读|盘点|批评|批(?=[^发准])|质疑|审查|处理|拍板|揭牌|抵达|前往|再度|正式|复工|复课|会见|针对|偕同|(?P<weak>启动|主持|率(?!先)|被|遭(?!遇)|说|则(?=表示|说|指)|接受)"
    r"|(?P<paper>视察|举办|简报|特地|出庭|开幕|登场|落成|首度|会勘|质询|答询|列席|移送|起诉|裁定|声押|抗告|上诉|约谈|搜索|复讯|到案|表扬|揭幕|启用|通车|动工|签署|接获|陪同|发函|发声明))))"
)
# 今被誉为, 今被人们遗忘: nowadays, whatever the paper
_NOWADAYS = re.compile(
    r"今(?:则)?(?:被|遭)(?:人们?|世人|后人|公众|大众|外界|学者|学界|普遍|广泛|誉|称[为作]|称之|列[为入]|视[为作]|认[为定作]|公认|评[为定]|定[为名]|当[作成]|看[作成]|尊|奉|改|辟|用[作来于]|遗忘|淡忘|废弃|保存|收藏|纳入)"
)
# 始建于唐代，今接受修缮; 昔日是渔村，今启动…: set against what was; the clause before it, without its comma
_ONCE = re.compile(
    r"[昔曾]|(?<![最考复蒙仿])古(?![巴柏晋特典董怪])|(?:始|初|兴|修|创|建)建?[于自]|旧时|旧[称名为]|原[为是名称系属址]|过去|当年|从前|往日|早年|[隋唐宋元明清]代|[汉唐宋元明清]朝"
)
_CLAUSE = re.compile(r"[，；。！？：、\n“”「」『』（）()\s]")
_STOP = re.compile(r"[。！？\n]")
_PAPERS = frozenset({"TW", "HK", "MO"})  # whose papers write 今 for today in every sentence
# what a body, a title or a group of people ends with: 行政院, 警方, 部长, 发言人
_BODY_ENDS = frozenset("院部局委会署厅处府司队厂校社团方警检官长员席理统记宫人关党者")
# how far back a clause is sought: four names of three characters and a title
_BACK = 24


def bare_day(text: str, at: int, region: str, surnames: frozenset[str]) -> re.Match[str] | None:
    """昨 or 今 at ``at`` where it is the day of the paper; None where 今 is nowadays or ends a name."""
    found = BARE_DAY.match(text, at)
    if found is None or found.group() == "昨":
        return found
    home = region in _PAPERS
    if (found["paper"] and not home) or _NOWADAYS.match(text, at):
        return None
    before = text[max(0, at - _BACK) : at]
    clause = _CLAUSE.split(before)[-1]
    if not clause:
        told = _STOP.split(before.rstrip("，；、"))[-1]
        return None if found["weak"] and (not home or _ONCE.search(told)) else found
    if clause[-1] in _BODY_ENDS:
        return found
    person = clause[0] in surnames
    if home:
        return (
            None if person and len(clause) == 1 and found["weak"] else found
        )  # 王今说; 柯今开庭 is a headline
    if found["weak"]:
        return (
            found if person and len(clause) == 3 else None
        )  # 柯文哲今被, but not what may be a thing: 此地今被
    return None if person and len(clause) < 3 else found
