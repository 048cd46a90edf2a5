"""Dated events: a clause with a trigger and a date resolved to at least a year.

Actor, trigger, object and place come from one clause. A date or an actor from outside it (the sentence, a heading, the
sentence before) makes the basis ``inherited``; no date travels past a paragraph. Nothing inside names, titles,
brackets, dates and numbers is a trigger.

    clauses.py     where a clause ends, what is shut off in it     mentions.py      names, dates, numbers by place
    words.py       which words of the text are listed triggers     noun_phrases.py  nouns, and what a preposition governs
    candidates.py  what may be a trigger                           verb_places.py   predicate, relative clause, part of a noun
    triggers.py    the candidates of a clause, each in its place   subjects.py      who it is said of
    telling.py     whether it tells of an event at all             arguments.py     who did it, to what, where
    date_of.py     which date it takes                             dating.py        which dates can be taken
    whole_names.py what belongs to a name: 美国|航天员
    stand_ins.py   what stands in for a name: 公司, 两者           antecedents.py   what 他 and 公司 take up again
    verb_nouns.py  a verb inside a noun: 死亡人数                  joined_names.py  甲和乙; what a preposition governs
    carried.py     the date of a heading or of the sentence before  tagged.py      verbs that no table lists
    finder.py      one sentence after the other                    status.py        done, going on, planned, denied
    objects.py     what it was done to                             object_words.py how far the words behind a verb are one
    moved_objects.py  what 把 and 被 put before the verb           clause_subjects.py  the subject of a whole clause
    handed.py      what one clause hands to the next               event_rows.py    one event as a row
    joined_verbs.py  verbs side by side that tell one happening: 主持召开
    serial_verbs.py  two verbs in a row: 击败乙队|晋级四强          openers.py     subjects that no table lists: 一艘货轮, 此案
    outcomes.py    what failed, nearly happened or befell nobody   argument_kinds.py who can do it, what it is done to
    object_names.py names behind a verb                     named_subjects.py  names before it, with the noun that is theirs
    roles.py       actors and objects; what a relative clause tells of its noun  doers_behind.py  创办公司的|李强
    adverbs.py     words between a subject and its verb that are no noun
    main_verbs.py  which of them is the predicate                 governed_verbs.py  verbs that a preposition takes in
    no_events.py   verbs that tell who, how many or when           no_predicates.py  verbs that stand for a purpose, a paper, a vote
    when.py        when a candidate happened, if it did: telling, date_of and status together
    noun_frames.py  nouns before a verb that are no subject: where it was, what a verb before governs
"""

from pipeline.extract.events.finder import find

__all__ = ["find"]
