"""That an outlet reported something on a day: 路透社2月13日报道，…. What it reports is not of that day, its report is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import Candidate
from pipeline.extract.events.clauses import Clause
from pipeline.extract.events.event_rows import event_of
from pipeline.extract.events.roles import Roles
from pipeline.lexicon.happenings import Trigger
from pipeline.model import Argument

if TYPE_CHECKING:
    from pipeline.extract.events.arguments import Arguments
    from pipeline.model import DateMention, EventMention

_REPORTS = re.compile(r"\)?(?:独家)?(?P<verb>报道|报导)(?:说|称|指出?)?(?=[，,：:])")
_REPORT = Trigger("报道", "say", "speech", noun=False, place="reported")
_SAYS_WHO = re.compile(r"[据引述]")


def report_of(page: Arguments, start: int, date: DateMention) -> EventMention | None:
    """The report that a dateline tells of, in the sentence from ``start``; None of 据路透社2月13日报道 and 新华社2月13日电."""
    verb = _REPORTS.match(page.norm, date.end)
    outlet = page.name_at(date.start - 1) if verb is not None and date.start else None
    if (
        verb is None
        or outlet is None
        or outlet.label != "ORG"
        or outlet.start < start
        or outlet.end != date.start
    ):
        return None
    begin = page.context.clause(outlet.start)[0]
    if _SAYS_WHO.search(page.norm, begin, outlet.start):
        return None
    candidate = Candidate(verb.start("verb"), verb.end("verb"), _REPORT, _REPORT.surface, listed=True)
    roles = Roles((Argument(outlet.mention_id, outlet.text),), ())
    clause = Clause(max(begin, start), verb.end("verb"), "")
    return event_of(page, clause, candidate, (date, date.basis, "occurred"), roles, None)
