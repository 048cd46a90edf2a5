"""For whom the one speaks who is named with a title: 鸿海 of 鸿海董事长刘扬伟表示，公司净利润421亿元.

What such a one calls 公司 is the body right before the title, and no other that the text has told of; where no body is known
there (新普董事长宋福祥), it is nobody's. An analyst, a reporter and a scholar speak of others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted.roles import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.context import Context
    from pipeline.model import EntityMention

_SAYS = re.compile(
    r"[^，。；：]{0,16}?(?:表示|指出|透露|强调|认为|介绍|坦言|预计|预期|预估|回应|说|称|指)(?=[，,：:“「]|[^，。；]{0,2}公司)"
)
_OF_OTHERS = re.compile(
    r"分析|记者|教授|专家|律师|研究|学者|经济学家|评论|顾问|议员|网民|客户|股东|投资者|基金经理"
)


# 。董事长|何小鹏, 公司|总裁: his own company has been told of
_BARE = re.compile(r"(?:[，,。；：\s]|公司|集团)$")


class Spokesman(NamedTuple):
    """Somebody who speaks with a title; ``body`` is for whom, None where no name stands before the title."""

    body: EntityMention | None


def spokesman(context: Context, names: Iterable[EntityMention], place: int) -> Spokesman | None:
    """Who speaks, in the sentence of ``place``, what stands there; None where nobody with such a title does.

    ``names`` are those of the sentence, in the order of the text.
    """
    norm, titles = context.norm, context.lexicon.names.before
    told = [name for name in names if name.end <= place]
    for person in reversed(told):
        if person.label != "PERSON" or _SAYS.match(norm, person.end, place) is None:
            continue
        title = titles.before(norm, person.start)
        if (
            title is None
            or _OF_OTHERS.search(norm, title[1], person.start)
            or _BARE.search(norm, 0, title[1])
        ):
            return None
        body = next((name for name in told if name.end == title[1]), None)
        if body is not None and (
            body.label != "ORG" or OFFICE.search(body.text) or body.text.endswith("委会")
        ):
            return None  # 运输署署长, 美国总统: of companies that they do not lead
        return Spokesman(body)
    return None
