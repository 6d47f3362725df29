"""What each style looks like, as WordprocessingML: calm, one dark blue, one grey, thin rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

AUTO = "auto"
CUSTOM = ' w:customStyle="1"'


@dataclass(frozen=True, slots=True)
class Look:
    """The measures that styles are made from: letter sizes in half points, spacing in twentieths of a point.

    `headings` holds size, space before and space after of each level; the last serves all deeper ones. `spacing` and
    `item_spacing` are the space before and after a paragraph or item, None to leave a house style its own. `letters` and
    `leading` are the size and line height (240 to a line) of running text where they are not the file's own (0); `title` is the size
    of the title (0: after that of the text), `cell_spacing` the space above and below what stands in a cell.
    """

    size: int
    ink: str
    grey: str
    line: str
    tint: str
    headings: tuple[tuple[int, int, int], ...]
    spacing: tuple[int, int] | None
    item_spacing: tuple[int, int] | None
    letters: int = 0
    leading: int = 0
    title: int = 0
    cell_spacing: int = 50

    @property
    def cell_size(self) -> int:
        """The size of letters in tables: a point smaller, never below 8 points."""
        return max(16, self.size - 2)


OURS = Look(
    size=20,
    ink="1F3A5F",
    grey="5B6776",
    line="C9D2DE",
    tint="E9EEF5",
    headings=((26, 400, 80), (22, 280, 60), (20, 220, 40), (20, 180, 40)),
    spacing=(100, 60),
    item_spacing=(0, 60),
)

COMPACT = replace(
    OURS,
    size=18,
    headings=((22, 150, 30), (20, 120, 20), (18, 100, 20)),
    spacing=(40, 30),
    item_spacing=(0, 30),
    letters=18,
    leading=252,
    title=32,
    cell_spacing=16,
)
"""For a document that has to stand on one page."""


def house_look(size: int, spaced: bool) -> Look:
    """Measures to go with a house style whose body text has that size (half points): greys, and its own headings."""
    return Look(
        size=size,
        ink=AUTO,
        grey="595959",
        line="BFBFBF",
        tint="F2F2F2",
        headings=((size + 6, 360, 80), (size + 3, 260, 60), (size + 1, 220, 40), (size, 180, 40)),
        spacing=None if spaced else OURS.spacing,
        item_spacing=None if spaced else OURS.item_spacing,
    )


def _style(
    ident: str,
    name: str,
    *,
    kind: str = "paragraph",
    based: str = "",
    following: str = "",
    priority: int = 99,
    quick: bool = False,
    paragraph: str = "",
    run: str = "",
    rest: str = "",
    mark: str = CUSTOM,
) -> str:
    inner = f'<w:name w:val="{name}"/>'
    inner += f'<w:basedOn w:val="{based}"/>' if based else ""
    inner += f'<w:next w:val="{following}"/>' if following else ""
    inner += f'<w:uiPriority w:val="{priority}"/>' + ("<w:qFormat/>" if quick else "")
    inner += (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "") + rest
    return f'<w:style w:type="{kind}"{mark} w:styleId="{ident}">{inner}</w:style>'


def _spacing(between: tuple[int, int] | None, line: int = 0) -> str:
    if between is None:
        return ""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{between[0]}" w:after="{between[1]}"{lines}/>'


def _letters(size: int = 0, colour: str = AUTO, bold: bool = False, italic: bool = False) -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour != AUTO else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )


def _right_tab(width: int, leader: str = "none") -> str:
    dots = f' w:leader="{leader}"' if leader != "none" else ""
    return f'<w:tabs><w:tab w:val="right"{dots} w:pos="{width}"/></w:tabs>'


def built_in(name: str, ident: str, look: Look, base: str, width: int) -> str:
    """A style that Word knows by name ("heading 1", "toc 2", "header"), for a text `width` wide (twentieths of a
    point), based on the style `base`."""
    family, _, number = name.partition(" ")
    if family == "heading":
        level = int(number)
        size, before, after = look.headings[min(level, len(look.headings)) - 1]
        return _style(
            ident,
            name,
            based=base,
            following="TkText",
            priority=9,
            quick=True,
            paragraph=f'<w:keepNext/><w:keepLines/>{_spacing((before, after), 259)}<w:outlineLvl w:val="{level - 1}"/>',
            run=_letters(size, look.ink, bold=True, italic=level > 3),
            mark="",
        )
    if family == "toc" and number.isdigit():
        depth = int(number) - 1
        return _style(
            ident,
            name,
            based=base,
            following=base,
            priority=39,
            paragraph=_right_tab(width, "dot")
            + _spacing((20 if depth else 70, 20))
            + f'<w:ind w:left="{depth * 284}"/>',
            mark="",
        )
    if name == "title":
        run = _letters(look.title or look.size * 2 + 8, look.ink, bold=True)
        after = 60 if look.title else 240
        paragraph = f"<w:keepNext/><w:keepLines/>{_spacing((0, after), 252)}"
        return _style(
            ident,
            "Title",
            based=base,
            following="TkText",
            priority=10,
            quick=True,
            paragraph=paragraph,
            run=run,
            mark="",
        )
    if name == "toc heading":
        run = _letters(look.size + 12, look.ink, bold=True)
        paragraph = f"<w:keepNext/>{_spacing((0, 200))}"
        return _style(
            ident, "TOC Heading", based=base, following=base, priority=39, paragraph=paragraph, run=run, mark=""
        )
    if name in ("header", "footer"):
        return _style(ident, name, based=base, paragraph=_right_tab(width), run=_letters(16, look.grey), mark="")
    if name.endswith("text"):  # of comments and notes
        return _style(ident, name, based=base, run=_letters(20 if family == "annotation" else 16), mark="")
    if name.endswith("reference"):
        run = _letters(16) if family == "annotation" else '<w:vertAlign w:val="superscript"/>'
        return _style(ident, name, kind="character", run=run, mark="")
    raise ValueError(f"no built-in style of that name: {name}")


def own(ident: str, look: Look, names: dict[str, str], base: str, body: str, table: str) -> str:
    """One of our own styles, under a name in the language of the document. `base`, `body` and `table` are the ids of
    the file's default paragraph style, its body text and its default table style."""
    family, level = (ident[:-1], ident[-1]) if ident[-1].isdigit() else (ident, "")
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{look.line}"'
    match family:
        case "TkText":
            paragraph, run = _spacing(look.spacing, look.leading), _letters(look.letters) if look.letters else ""
            return _style(ident, names["text"], based=body, priority=1, quick=True, paragraph=paragraph, run=run)
        case "TkClause":
            return _style(ident, f"{names['clause']} {level}", based="TkText", priority=1, quick=True)
        case "TkItem" | "TkBullet":
            name = f"{names['item' if family == 'TkItem' else 'bullet']} {level}"
            return _style(ident, name, based="TkText", priority=1, quick=True, paragraph=_spacing(look.item_spacing))
        case "TkCell":
            run = _letters(look.cell_size)
            paragraph = _spacing((look.cell_spacing, look.cell_spacing), 252)
            return _style(ident, names["cell"], based=base, priority=1, quick=True, paragraph=paragraph, run=run)
        case "TkHeaderCell":
            run = _letters(0, look.ink, bold=True)
            return _style(
                ident, names["header cell"], based="TkCell", priority=1, quick=True, paragraph="<w:keepNext/>", run=run
            )
        case "TkSpace":
            exact = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
            return _style(ident, names["space"], based=base, paragraph=exact, run=_letters(8))
        case "TkTextBox":
            box = rule.replace('w:space="0"', 'w:space="6"')
            sides = "".join(f"<w:{side} {box}/>" for side in ("top", "left", "bottom", "right"))
            frame = f'<w:pBdr>{sides}</w:pBdr><w:ind w:left="142" w:right="142"/>'
            return _style(ident, names["text box"], based="TkText", paragraph=frame)
        case "TkCoverOrganisation":
            run = _letters(look.size + 6, look.grey)
            return _style(ident, f"{names['cover']} 1", based=base, paragraph=_spacing((0, 3600)), run=run)
        case "TkCoverTitle":
            return _style(ident, f"{names['cover']} 2", based="Title")
        case "TkCoverSubtitle":
            run = _letters(look.size + 8, look.grey)
            return _style(ident, f"{names['cover']} 3", based=base, paragraph=_spacing((120, 0)), run=run)
        case "TkCoverText":
            tab = '<w:tabs><w:tab w:val="left" w:pos="1701"/></w:tabs>'
            paragraph = f'{tab}{_spacing((40, 40))}<w:ind w:left="1701" w:hanging="1701"/>'
            return _style(ident, f"{names['cover']} 4", based=base, paragraph=paragraph)
        case "TkNumber":
            return _style(ident, names["number"], kind="character", priority=1)
        case "TkTable":
            top = rule.replace('w:sz="4"', 'w:sz="8"').replace(look.line, "7F7F7F" if look.ink == AUTO else look.ink)
            sides = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
            rest = (
                f"<w:tblPr><w:tblBorders><w:top {top}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
                f'<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/></w:tcPr></w:tblStylePr>'
            )
            return _style(ident, names["table"], kind="table", based=table, priority=59, rest=rest)
    raise ValueError(f"no style of that name: {ident}")
