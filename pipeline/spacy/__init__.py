"""For users of spaCy: an article as a ``Doc``, their own patterns as one more extractor, the extractors as components.

    from pipeline.spacy import to_doc
    doc = to_doc(extraction)           # or to_doc(document), with tokens, tags and sentences alone
    [(span.text, span.label_) for span in doc.spans["entities"]]

``components`` is found by its entry points, ``nlp.add_pipe("zh_names")``, and imports spaCy at once; the rest waits until
it is used. All of it is off the hot path.
"""

from __future__ import annotations

from pipeline.spacy.doc import to_doc
from pipeline.spacy.patterns import Patterns, load_patterns

__all__ = ["Patterns", "load_patterns", "to_doc"]
