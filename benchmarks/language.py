"""What reading statements costs on top of parsing, as a ratio to spaCy's own nlp.pipe over the same sentences in the same run."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tenderkit.document.readers import read
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.pipelines import BATCH, pipeline
from tenderkit.language.sentences import split
from tenderkit.language.statements import Sentence, StatementReader
from tenderkit.places import data_folder

RUNS = 7
MOST = 0.15


def sentences(language: Language) -> list[str]:
    """The sentences of the clause library and of the examples in a language."""
    files = [*sorted((data_folder("clauses") / language).rglob("*.md"))]
    if language == "nl":
        files.append(data_folder("examples") / "rigid-draft" / "conceptcontract.md")
    texts = [block.text for file in files for block in read(Path(file)).blocks]
    return [text[start:end] for text in texts for start, end in split(text, language)]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(language: Language) -> tuple[int, int, list[float], list[float]]:
    """Numbers of sentences and tokens, and the seconds of each run without and with statements."""
    texts = sentences(language)
    nlp = pipeline(language).nlp
    reader = StatementReader(language)
    given = [Sentence(text) for text in texts]

    def plain() -> object:
        return list(nlp.pipe(texts, batch_size=BATCH))

    def layer() -> object:
        return list(reader.read(given))

    tokens = sum(len(doc) for doc in nlp.pipe(texts))  # also warms up
    layer()
    runs = [(seconds(plain), seconds(layer)) for _ in range(RUNS)]
    return len(texts), tokens, [a for a, _ in runs], [b for _, b in runs]


def main() -> None:
    """Print tokens per second and the ratio for each language; exit with 1 when the layer costs more than 15 percent."""
    worst = 0.0
    for language in LANGUAGES:
        count, tokens, plain, layer = measure(language)
        ratio = statistics.median(b / a for a, b in zip(plain, layer, strict=True))
        worst = max(worst, ratio - 1)
        print(
            f"{language}: {count} sentences, {tokens} tokens; nlp.pipe {tokens / statistics.median(plain):.0f} tokens/s, "
            f"with statements {tokens / statistics.median(layer):.0f} tokens/s, ratio {ratio:.3f}"
        )
    sys.exit(int(worst > MOST))


if __name__ == "__main__":
    main()
