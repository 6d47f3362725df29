"""The page for the board as text for a terminal."""

from __future__ import annotations

import textwrap

from tenderkit.lint.standing import quarter_of
from tenderkit.regie.board.telling import Board
from tenderkit.report.page_words import WORDS as PAGE


def render(board: Board, width: int = 100) -> str:
    """The page as text of at most `width` characters, where words allow."""
    words, page = board.words, PAGE[board.language]
    lines = [board.title, *textwrap.wrap(board.subtitle, width), ""]
    for mark, point in board.points:
        said = page["in_quarter"].format(
            mark=mark, name=page["quarters"][quarter_of(point)], x=f"{point[0]:.0%}", y=f"{point[1]:.0%}"
        )
        lines.append(f"{page['quadrant']}: {said.strip()}")
    size = max(len(line.name) for line in board.lines)
    lines += ["", words["figures"]]
    for line in board.lines:
        before = f"{line.before:>15} -> " if line.before is not None else ""
        lines.append(
            f"  {line.name:<{size}}  {before}{line.now:<15} {line.change:<6} {line.guide}{' !' * line.outside}".rstrip()
        )
    lines += ["", *textwrap.wrap(board.readiness, width), *textwrap.wrap(board.scenarios, width), "", words["locks"]]
    lines += [f"  {weight}  {what} ({where})" for what, where, weight in board.locks] or [f"  {words['locks none']}"]
    lines += textwrap.wrap(board.gone, width, initial_indent="  ", subsequent_indent="  ")
    lines += ["", words["table"]]
    for number, matter in enumerate(board.agenda, 1):
        lines += textwrap.wrap(matter, width, initial_indent=f"  {number}. ", subsequent_indent="     ")
    return "\n".join(lines) + "\n"
