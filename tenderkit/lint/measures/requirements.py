"""What is demanded, and how precisely: how against what (I08), musts (I09), indicators (I10), minutes (I12)."""

from __future__ import annotations

from tenderkit.language import Language
from tenderkit.language.levels import HOW, level_of
from tenderkit.language.measures import measures
from tenderkit.language.quantities import durations
from tenderkit.lint.concepts import Words
from tenderkit.lint.measures.lexicon import found, is_whole, language_of, lexicon
from tenderkit.lint.sets.tables import Table, tables
from tenderkit.lint.units import View

_WISH: dict[Language, str] = {
    "nl": "(bij voorkeur|wens|wenst|wenselijk|gewenst|idealiter|zou .. (moeten|kunnen|fijn)|heeft de voorkeur|pre)",
    "en": "(preferably|wish|wishes|desirable|desired|ideally|would like|should|is preferred|nice to have)",
}


def how_ratio(view: View) -> float | None:
    """Of the sentences that prescribe a level of how or name an outcome or measured performance, the share of how (I08)."""
    how = what = 0
    for unit in view.units:
        if view.pattern("(<must>|<party>)", unit.language).search(unit.text) is None:
            continue
        measured = any(not m.is_count for m in measures(unit.text))
        level = level_of(unit.text, unit.language, measured)
        if level in HOW:
            how += 1
        elif level == "W1" or measured:
            what += 1
    return round(how / (how + what), 2) if how + what else None


def must_ratio(view: View) -> float | None:
    """Of what is demanded or wished, the share of demands (I09): of the rows of tables of requirements, and of the sentences in a
    document without such tables. A row seldom says 'must', and the text around the tables says 'wish' of many things."""
    counted = demands(view)
    if counted is not None and sum(counted.values()) >= _FEWEST:
        return round(counted["musts"] / sum(counted.values()), 2)
    must = wish = 0
    for unit in view.units:
        if view.pattern(_WISH[unit.language], unit.language).search(unit.text):
            wish += 1
        elif view.pattern("<must>", unit.language).search(unit.text):
            must += 1
    return round(must / (must + wish), 2) if must + wish else None


def demands(view: View) -> dict[str, int] | None:
    """I09: the rows of tables of requirements, `musts` and `wishes`. None without such tables."""
    words = lexicon()
    language = language_of(view)
    if language is None:
        return None

    def telling(table: Table, sources: Words) -> list[int]:
        return [c for c, text in table.header.items() if is_whole(view, language, sources, text)]

    counted = {"musts": 0, "wishes": 0}
    for table in tables(view):
        rows = [row for row in table.rows if any(text.strip(_EMPTY) for text in row.texts.values())]
        for column in telling(table, words.must_or_wish_column)[:1]:
            marks = [row.texts.get(column, "") for row in rows]
            musts = sum(is_whole(view, language, words.must_mark, mark) for mark in marks)
            wishes = sum(is_whole(view, language, words.wish_mark, mark) for mark in marks)
            if musts + wishes >= _MARKED * len(rows):
                counted["musts"] += musts
                counted["wishes"] += wishes
                break
        else:
            if telling(table, words.wish_column):
                counted["wishes"] += len(rows)
            elif telling(table, words.must_column):
                counted["musts"] += len(rows)
    return counted if any(counted.values()) else None


def indicators(view: View) -> dict[str, int] | None:
    """I10: performance indicators, `total` and those `with_penalty`: the rows of tables headed as indicators, or as many as a
    sentence says there are. None without any. Source: domain dossier 1.4, 1.8."""
    words = lexicon()
    language = language_of(view)
    if language is None:
        return None

    def says(sources: Words, text: str) -> bool:
        return any(view.pattern(s, language).search(text) is not None for s in getattr(sources, language))

    total = with_penalty = 0
    for table in tables(view):
        named = [c for c, text in table.header.items() if says(words.indicator_column, text)]
        costly = [c for c, text in table.header.items() if says(words.penalty_column, text) and c not in named]
        for row in table.rows if named else ():
            if not any(row.texts.get(c, "").strip(_EMPTY) for c in named):
                continue
            total += 1
            cells = [row.texts.get(c, "").strip(_EMPTY) for c in costly]
            # A column of consequences holds other things too; one of penalties holds penalties.
            with_penalty += any(
                cell and not says(words.no_penalty, cell) and (says(words.penalty, cell) or any(map(str.isdigit, cell)))
                for cell in cells
            )
    stated = 0
    for unit in view.units:
        for measure in measures(unit.text):
            counted = measure.is_count and any(
                view.pattern(s, unit.language).search(measure.unit) for s in getattr(words.indicator, unit.language)
            )
            if counted and measure.bound != "at most":
                stated = max(stated, int(measure.number))
                if found(view, unit, words.penalty):  # "64 indicators, each carrying a deduction"
                    with_penalty = max(with_penalty, int(measure.number))
    total = max(total, stated)
    return {"total": total, "with_penalty": with_penalty} if total else None


_EMPTY = " -–—.\n"
_FEWEST = 5  # rows in tables of requirements, from which on they say more than sentences do
_MARKED = 0.6  # share of the cells of a column that must be marks, before it tells musts from wishes


def minutes_share(view: View) -> float | None:
    """I12: of all lengths of time outside the restoring of services, the share in seconds, minutes or hours, 0 to 1; None
    without any. Source: domain dossier 1.8."""
    small = total = 0
    for unit in view.units:
        if found(view, unit, lexicon().incident):
            continue
        for duration in durations(unit.text):
            total += 1
            small += duration.unit in ("second", "minute", "hour")
    return round(small / total, 2) if total else None
