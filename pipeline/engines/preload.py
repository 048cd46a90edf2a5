"""Imported once by the process that workers are forked from: they share one lexicon, automaton and dictionary."""

import gc
from contextlib import suppress

from pipeline.engines.work import Work
from pipeline.model import Article, PipelineError

with suppress(PipelineError):  # a bad table is told by the run itself, before it reads
    Work().ready()(Article("", "今天，中国队在北京以3比1获胜。", ""))
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector does not touch it
