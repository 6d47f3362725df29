"""The spaCy pipelines: ours inside the package, or one that a user chose. Loaded when first needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit.errors import InputError
from tenderkit.language import Language
from tenderkit.language.clearnlp import LABELS
from tenderkit.language.lemmatizer import TenderkitLemmatizer
from tenderkit.language.parse import Parse
from tenderkit.language.tokens import NAME, SparingTokenizer

if TYPE_CHECKING:
    from spacy.language import Language as Spacy
    from spacy.tokens import Doc

BATCH = 128  # sentences parsed together


class Pipeline:
    """A loaded spaCy pipeline with Universal Dependencies, or (`clearnlp`) with the labels of spaCy's English ones."""

    def __init__(self, nlp: Spacy, clearnlp: bool = False) -> None:
        self.nlp = nlp
        self._clearnlp = clearnlp

    def parse(self, sentences: Sequence[str]) -> Iterator[Parse]:
        """The sentences parsed, each as one sentence, in order."""
        if isinstance(self.nlp.tokenizer, SparingTokenizer):
            for sentence in sentences:
                self.nlp.tokenizer.expect(sentence)
        docs = self.nlp.pipe(map(self._one_sentence, sentences), batch_size=BATCH)
        return (Parse(doc, self._clearnlp, self._known) for doc in docs)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words that our own lemmatizer knows; none for another pipeline."""
        for _, component in self.nlp.pipeline:
            if isinstance(component, TenderkitLemmatizer):
                return component.data.known
        return frozenset()

    def _one_sentence(self, text: str) -> Doc:
        # Where sentences end is decided before: a parser that cuts contract prose at every colon would lose who acts.
        doc = self.nlp.make_doc(text)
        for token in doc[1:]:
            token.is_sent_start = False
        return doc


@cache
def pipeline(language: Language, chosen: str = "") -> Pipeline:
    """The pipeline of a language; `chosen`: a folder or an installed package instead of ours.

    Raises InputError when it is missing, broken, made for another spaCy or language, or has no dependency parser with the
    labels of Universal Dependencies.
    """
    import spacy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    source = chosen or str(Path(__file__).parent / "pipelines" / language)
    # Ours with a tokenizer that is ready sooner; another one as it is.
    changed: dict[str, Any] = {} if chosen else {"nlp.tokenizer.@tokenizers": NAME}
    if type(get_current_ops()) is NumpyOps:
        # numpy multiplies matrices more than twice as fast as the library that spaCy takes by itself.
        set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(source, exclude=["senter", "ner"], config=changed)
    except OSError:
        raise InputError(f"no spaCy pipeline for {language} at '{source}'", remedy=_REMEDY) from None
    except (ValueError, KeyError, TypeError, ImportError) as error:
        problem = " ".join(str(error).split())[:200]
        raise InputError(f"the spaCy pipeline '{source}' cannot be loaded: {problem}", remedy=_REMEDY) from None
    return Pipeline(nlp, _checked(nlp, language, source))


_REMEDY = "name an installed pipeline or its folder in the configuration ([pipelines]), or leave the key out for ours"


def _checked(nlp: Spacy, language: Language, source: str) -> bool:
    """Whether it has the labels of ClearNLP; raises InputError when it has neither those nor ours."""
    if nlp.lang != language:
        raise InputError(f"the spaCy pipeline '{source}' is for '{nlp.lang}', not for '{language}'", remedy=_REMEDY)
    if "parser" not in nlp.pipe_names:
        raise InputError(f"the spaCy pipeline '{source}' has no dependency parser", remedy=_REMEDY)
    labels = set(getattr(nlp.get_pipe("parser"), "labels", ()))
    if labels >= {"nsubj", "obl"}:
        return False
    if language == "en" and labels >= LABELS:
        return True
    raise InputError(f"the spaCy pipeline '{source}' does not use the labels of Universal Dependencies", remedy=_REMEDY)
