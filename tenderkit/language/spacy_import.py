"""Imports spaCy without its own command line, which takes a third of the import and is of no use here."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Makes `import spacy` quick for whoever imports it next; does nothing where spaCy is imported already.

    Who wants its command line afterwards gets it: `import spacy.cli` and `spacy.info()` work as ever.
    """
    if "spacy" in sys.modules:
        return
    for name in _COMMANDS:
        sys.modules[name] = ModuleType(name)
    sys.modules["spacy.cli.info"].__dict__["info"] = _info
    try:
        spacy = import_module("spacy")
        if getattr(spacy, "cli", None) is sys.modules["spacy.cli"]:
            delattr(spacy, "cli")
    except ImportError:
        # A spaCy that takes more of its commands than we know of: the whole of it, then.
        for name in [name for name in sys.modules if name == "spacy" or name.startswith("spacy.")]:
            del sys.modules[name]
    finally:
        for name in _COMMANDS:
            if isinstance(sys.modules.get(name), ModuleType) and not hasattr(sys.modules[name], "__file__"):
                del sys.modules[name]
    import_module("spacy")


def _info(*arguments: Any, **named: Any) -> Any:
    from spacy.cli.info import info  # type: ignore[import-not-found, unused-ignore]

    return info(*arguments, **named)
