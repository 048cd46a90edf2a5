"""Imported once by the process that workers are forked from: they share one lexicon, automaton and dictionary."""

import gc
import signal
from contextlib import suppress

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends this process too

from pipeline.engines.work import Work  # noqa: E402  (loading takes a second, in which Ctrl-C may come)
from pipeline.model import Article, PipelineError  # noqa: E402  (as above)

with suppress(PipelineError):  # a bad table is told by the run itself, before it reads
    Work().ready()(Article("", "今天，中国队在北京以3比1获胜。", ""))
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector does not touch it
