"""spaCy's tokenizer, ready at once.

A language has thousands of special cases ("bijv.", "aub"), and making each of them ready costs more than tokenizing a
contract. They are taken up when a text first holds them; the tokens are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import srsly  # type: ignore[import-not-found, import-untyped, unused-ignore]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found, unused-ignore]
from spacy.util import registry

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "tenderkit.SparingTokenizer.v1"
HEAD = 3  # letters by which special cases are looked up
MOST = 50_000  # pieces of text of which it is remembered that their special cases are known


class SparingTokenizer(Tokenizer):  # type: ignore[misc, unused-ignore]
    """A tokenizer that takes up a special case when a text first holds it."""

    _waiting: Mapping[str, Sequence[Mapping[Any, str]]] = {}

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> SparingTokenizer:
        """Take over what a tokenizer's `to_bytes` gave, special cases waiting."""
        data = srsly.msgpack_loads(bytes_data)
        cases = data.pop("exceptions", None) or {}
        super().from_bytes(srsly.msgpack_dumps(data), exclude=exclude)
        # What holds white space is not found in a piece between white space: it is taken up now.
        self.rules = {text: tokens for text, tokens in cases.items() if text.split() != [text]}
        self._waiting = {text: tokens for text, tokens in cases.items() if text not in self.rules}
        self._by_head: dict[str, list[str]] = {}
        for text in self._waiting:
            self._by_head.setdefault(text[:HEAD], []).append(text)
        self._seen: set[str] = set()
        return self

    def __call__(self, string: str) -> Doc:
        """The tokens of a text."""
        self.expect(string)
        return super().__call__(string)  # type: ignore[no-any-return, unused-ignore]

    def expect(self, text: str) -> None:
        """Makes ready for a text. All that belongs together had better be expected before any of it is tokenized: a special
        case that is new makes the tokenizer forget what it remembers of other words."""
        for piece in text.split():
            if piece not in self._seen:
                self._take_up(piece)

    def _take_up(self, piece: str) -> None:
        if len(self._seen) > MOST:
            self._seen.clear()
        self._seen.add(piece)
        heads = {piece[start : start + length] for start in range(len(piece)) for length in range(1, HEAD + 1)}
        for head in heads & self._by_head.keys():
            for text in [text for text in self._by_head[head] if text in piece]:
                self._by_head[head].remove(text)
                self.add_special_case(text, self._waiting[text])


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator, unused-ignore]
def make() -> Callable[[Language], SparingTokenizer]:
    """Makes the tokenizer of a pipeline; spaCy finds this by the name above."""
    return lambda nlp: SparingTokenizer(nlp.vocab)
