"""Dated events: a clause with a trigger and a date resolved to at least a year.

Actor, trigger, object and place come from one clause. A date or an actor from outside it (the sentence, a heading, the
sentence before) makes the basis ``inherited``; no date travels past a paragraph. Nothing inside names, titles,
brackets, dates and numbers is a trigger.

    clauses.py     where a clause ends, what is shut off in it     triggers.py    which verb of it tells what happened
    dating.py      which date that verb takes                      arguments.py   who did it, to what, where
    status.py      done, going on, planned, denied                 finder.py      one paragraph after the other
"""

from pipeline.extract.events.finder import find

__all__ = ["find"]
