"""The extractors in a spaCy pipeline of your own; run it with ``python examples/spacy_pipeline.py``.

Nothing is downloaded: the pipeline is a blank Chinese one. Add a tagger, a parser or your own components as usual.
"""

from __future__ import annotations

import spacy
from spacy.tokens import DocBin

# 1. A blank pipeline and the three components. Each can stand alone; the order does not matter.
nlp = spacy.blank("zh")
nlp.add_pipe("zh_names")
nlp.add_pipe("zh_numbers")
nlp.add_pipe("zh_dates")

# 2. One text. The publication date is what 昨日 and 上週一 are counted from, the region what a bare 元 means.
doc = nlp.make_doc("台積電昨日公布第2季財報，營收新台幣9,337億9千萬元，年增38.6%，毛利率58.6%。")
doc._.zh_published = "2025-07-18"
doc._.zh_region = "TW"
doc = nlp(doc)

print("names")
for span in doc.spans["zh_names"]:
    print(f"  {span.text}\t{span.label_}\t{span._.zh_name}\t{span._.zh_rule}")
print("numbers")
for span in doc.spans["zh_numbers"]:
    print(f"  {span.text}\t{span.label_}\t{span._.zh_low} {span._.zh_unit}\t{span._.zh_measure}")
print("times")
for span in doc.spans["zh_dates"]:
    print(f"  {span.text}\t{span.label_}\t{span._.zh_edtf}\t{span._.zh_basis}")

# 3. All of them are entities too, so that displaCy, Matcher patterns and training data see them.
print("entities", [(ent.text, ent.label_) for ent in doc.ents])

# 4. Many texts, each with its own day and region.
articles = [
    ("英伟达股价周一下跌17%。", {"published": "2025-01-28", "region": "CN"}),
    ("輝達股價上週一重挫16.97%。", {"published": "2025-02-04", "region": "TW"}),
]


def docs() -> list[spacy.tokens.Doc]:
    """Docs that carry what the components need to know."""
    made = []
    for text, known in articles:
        one = nlp.make_doc(text)
        one._.zh_published, one._.zh_region = known["published"], known["region"]
        made.append(one)
    return made


for one in nlp.pipe(docs()):
    when = [span._.zh_edtf for span in one.spans["zh_dates"]]
    who = [span._.zh_name for span in one.spans["zh_names"]]
    print(who, when, [(span._.zh_low, span._.zh_unit) for span in one.spans["zh_numbers"]])

# 5. Kept like any other Doc, values included: training data for a model of your own.
stored = DocBin(store_user_data=True, docs=nlp.pipe(docs())).to_bytes()
again = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
print(len(again), "docs stored,", again[0].spans["zh_numbers"][0]._.zh_low)
