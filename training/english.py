"""What is peculiar to the English pipeline: its tokenizer and the settings of its lemmatizer.

The tokenizer is spaCy's, changed where UD English EWT and contracts split words otherwise.
"""

from __future__ import annotations

import numpy
from spacy import Language
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vectors import Vectors

from tenderkit.language.lemmatizer import LemmaData

# "non-exclusive" is one word, "third-party" three
PREFIXES = (
    "non pre post re co anti ex mid multi semi pro sub inter neo socio psycho counter e pan quasi ultra pseudo un bi"
).split()
# marks that are repeated make one word
RUNS = [r"[!?]{2,}", r"\*{2,}", r"={2,}", r"_{2,}", r"<{2,}", r">{2,}", r"-{3,}"]
ABBREVIATIONS = (
    "Ft. Lt. Attn. Arrv. arrv. Reps. Col. Sat. Sun. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sec. Secs. Art. Arts. "
    "Nos. Exh. Ex. Sched. Para. Paras. Cl. cf. approx. incl. Bldg. Tel. Fed. Reg. Stat. Ltd. S.A. N.V. B.V. L.P. N.A. "
    "U.S.C. C.F.R. Ph.D."
).split()


def infixes() -> list[str]:
    """What splits a word in the middle."""
    kept = "".join(rf"(?<!\b[{p[0].upper()}{p[0]}]{p[1:]})" for p in PREFIXES)
    dashes = "|".join(h for h in HYPHENS.split("|") if h != "-")
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])(?:{dashes})(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])(?<!\b[0-9]){kept}-(?=[{ALPHA}])",
        r"(?<=\b[0-9])-(?=[a-z])",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])\((?=[{ALPHA}0-9]{{1,5}}(?:\)|$))",  # 12.3(a), account(s)
        r"(?:(?<=\b[0-9])|(?<=\b[0-9]{2}))(?<!-[0-9])(?<!-[0-9]{2})-(?=[0-9]{1,2}(?![-0-9]))",  # 5-10, not a telephone
        r"(?<=\b[12][0-9]{3})-(?=[12][0-9]{3}(?![-0-9]))",
        rf"(?<=[0-9{ALPHA}])\)(?=[(,;:])",
        r"(?<=\))\((?=[A-Za-z0-9])",
        r"(?<=[0-9])(?=[AaPp]\.?[Mm]\.?\b)",  # 5:00PM
        r"(?<=\]|\))(?=[A-Za-z])",
    ]


def adapt_tokenizer(nlp: Language) -> Language:
    """Give a pipeline the tokenizer."""
    defaults, tokenizer = nlp.Defaults, nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, r"[.?!]+[?!]", *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex(infixes()).finditer
    rules = {form: how for form, how in tokenizer.rules.items() if form.lower() != "and/or"}
    tokenizer.rules = rules
    for form in ABBREVIATIONS:
        tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp


def lemma_settings() -> LemmaData:
    """What decides on lemmas: "her" is "she" or, possessive, "her"; capitals of defined terms are not kept."""
    return LemmaData(features=["VerbForm", "Number", "Degree", "Tense", "Poss"], capitals=[])


def only_tagged(data: LemmaData) -> None:
    """Leave out the lemmas of forms whatever their tag: "dealing" and "wasted" may be nouns and adjectives too."""
    data.forms = {form: lemma for form, lemma in data.forms.items() if not form.startswith("* ")}


def share_vectors(nlp: Language, rows: int = 14_000) -> None:
    """Keep the vectors of the commonest words; the others get the nearest of those."""
    vectors = nlp.vocab.vectors
    if vectors.shape[0] <= rows:
        return
    data = vectors.data
    unit = data / (numpy.linalg.norm(data, axis=1, keepdims=True) + 1e-8)
    nearest = (unit[rows:] @ unit[:rows].T).argmax(1)
    keys = sorted(vectors.key2row.items(), key=lambda item: item[1])
    shared = Vectors(
        strings=nlp.vocab.strings, data=numpy.ascontiguousarray(data[:rows]), keys=[key for key, row in keys if row < rows],
        name=vectors.name,
    )  # fmt: skip
    for key, row in keys:
        if row >= rows:
            shared.add(key, row=int(nearest[row - rows]))
    nlp.vocab.vectors = shared
