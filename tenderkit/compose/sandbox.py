"""Clause templates, rendered where they can do no harm: no files, no Python, undefined names are errors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tenderkit.errors import InputError

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
LONGEST = 400_000  # characters that one clause may become


def number(value: int | float | Decimal, language: str) -> str:
    """A number as the language writes it: 1.250 and 99,7 in Dutch, 1,250 and 99.7 in English."""
    quantity = Decimal(str(value))
    text = f"{quantity:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def euro(value: int | float | Decimal, language: str) -> str:
    """An amount: EUR 4.200.000 in Dutch, EUR 4,200,000 in English; cents only where there are any."""
    quantity = Decimal(str(value))
    text = f"{quantity:,.2f}" if quantity != quantity.to_integral_value() else f"{quantity:,.0f}"
    return "EUR " + (text.translate(str.maketrans(",.", ".,")) if language == "nl" else text)


def percent(value: int | float | Decimal, language: str) -> str:
    """A percentage: 4%."""
    return f"{number(value, language)}%"


def day(value: datetime.date, language: str) -> str:
    """A date in words: 1 januari 2027, 1 January 2027."""
    return f"{value.day} {_MONTHS[language][value.month - 1]} {value.year}"


def names(value: Any) -> Any:
    """Data as namespaces, so that a template sees attributes and nothing that could be called."""
    if isinstance(value, Mapping):
        if all(isinstance(k, str) and k.isidentifier() for k in value):
            return SimpleNamespace(**{k: names(v) for k, v in value.items()})
        return {k: names(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [names(v) for v in value]
    return value


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would fill the memory: "x" * 10**9."""
        if operator == "**" or any(isinstance(v, str | list | tuple) for v in (left, right)):
            raise SecurityError(f"the operator {operator} is not allowed here")
        return super().call_binop(context, operator, left, right)


_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
_LIST_SIGN = re.compile(r"^(\s*)(?:([-+])(?=\s)|(\d+)([.)])(?=\s))")


def _as_text(value: Any) -> Any:
    """A value as text that Markdown shows as it is: what an officer writes in a tender file is never markup."""
    if not isinstance(value, str) or not value.strip():
        return value
    text = _MARKUP.sub(r"\\\1", value.replace("\r", "").replace("\n", " "))
    return _LIST_SIGN.sub(
        lambda m: m.group(1) + (f"\\{m.group(2)}" if m.group(2) else f"{m.group(3)}\\{m.group(4)}"), text
    )


@cache
def environment(language: str, markdown: bool = True) -> ImmutableSandboxedEnvironment:
    """The sandbox with the filters of a language: euro, percent, number, day. `markdown`: values are escaped for it."""
    sandbox = _Sandbox(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_as_text if markdown else None,
    )
    sandbox.filters.update(
        {
            "euro": lambda v: euro(v, language),
            "percent": lambda v: percent(v, language),
            "number": lambda v: number(v, language),
            "day": lambda v: day(v, language),
        }
    )
    sandbox.globals = {"range": sandbox.globals["range"], "loop": None}
    return sandbox


def render(
    source: str,
    context: Mapping[str, Any],
    language: str,
    *,
    path: str = "",
    first_line: int = 1,
    place: str = "",
    markdown: bool = True,
) -> str:
    """A template rendered, as Markdown or as plain text; raises InputError that names file and line for whatever is wrong with it."""

    def failed(problem: str, line: int | None, remedy: str = "") -> InputError:
        return InputError(
            problem, path=path or None, line=first_line + line - 1 if line else None, place=place, remedy=remedy
        )

    try:
        template = environment(language, markdown).from_string(source)
        pieces: list[str] = []
        size = 0
        for piece in template.generate(**context):
            size += len(piece)
            if size > LONGEST:
                raise failed("the template makes more text than a clause can hold", None)
            pieces.append(piece)
        return "".join(pieces)
    except InputError:
        raise
    except TemplateSyntaxError as error:
        raise failed(f"template error: {error.message}", error.lineno) from None
    except SecurityError as error:
        raise failed(
            f"the template reaches for what the sandbox forbids: {error}",
            _line(error),
            "use parameters and tender data only",
        ) from None
    except UndefinedError as error:
        raise failed(
            f"template error: {error.message}", _line(error), "declare it as a parameter or correct the name"
        ) from None
    except TemplateError as error:
        raise failed(f"template error: {error.message}", _line(error)) from None
    except (
        TypeError,
        ValueError,
        ArithmeticError,
        AttributeError,
        KeyError,
        IndexError,
        OverflowError,
        MemoryError,
    ) as error:
        raise failed(f"template error: {' '.join(str(error).split())}", _line(error)) from None
    except RecursionError:
        raise failed("template error: the template calls itself without end", None) from None


def _line(error: BaseException) -> int | None:
    """The line of the template on which an error came up."""
    trace = error.__traceback__
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def truth(source: str, context: Mapping[str, Any], language: str, **where: Any) -> bool:
    """Whether a condition (a Jinja expression) holds."""
    return render("{% if " + source + " %}1{% endif %}", context, language, **where) == "1"
