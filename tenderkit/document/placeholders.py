"""Places that somebody still has to fill in: "[naam]", "[●]", "<datum>", "______", Word's own grey texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenderkit.document.model import Block, Document, Span
from tenderkit.document.stories import READ_STORIES

_SQUARE = re.compile(r"(?<!!)\[(?P<in>[^\[\]\n]{0,160})\]")
_ANGLE = re.compile(r"<<?(?P<in>[A-Za-zÀ-ÿ][^<>\n]{0,60})>>?|«(?P<merge>[A-Za-z]\w{1,40})»")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,60}\}")
_XXX = re.compile(r"(?<![\w.@/-])(?:[xX]{3,}|X\.X{1,3}(?:\.X+)?)(?![\w@/-])")
_LINE = re.compile(r"_(?:\s?_){2,}|(?<![\w.])(?:\.{5,}+|…{2,}+|(?:\. ){4,}+\.)(?!\s*\d{1,4}\s*$)")
_CONTROL = re.compile(
    r"(?:klik|tik|klik of tik) (?:hier |op )?(?:om|en|als u) (?:een )?(?:tekst|datum|[^.]{0,20}) (?:in te voeren|te typen|in te vullen)\.?|"
    r"kies een item\.?|click (?:or tap )?(?:here )?to enter (?:text|a date)\.?|choose an item\.?",
    re.IGNORECASE,
)

# What stands in square brackets: only dots, lines, blanks, stars.
_OPEN_PLACE = re.compile(r"[€$£%\s]*(?:[.…]{1,20}|[●•▪■○◦_\-–—?]+|\s{2,}|[.…_●• ]{2,})[€$£%\s]*")
_REDACTED = re.compile(r"[\s.…*†]*[*†]+[\s.…*†]*")
_REDACTION_NOTICE = re.compile(
    r"confidential treatment|has been (?:omitted|redacted)|have been (?:omitted|redacted)|competitively harmful|rule 24b-2|"
    r"certain (?:confidential )?(?:information|portions)|zwartgelakt|weggelakt|woo-verzoek",
    re.IGNORECASE,
)
# Words in brackets that are a remark of an editor or a part of the text, not a place left open.
_REMARK = re.compile(
    r"(?:sic|lees|read|zie|see|vgl|cf|noot|note\b|nb|i\.e|e\.g|d\.w\.z|o\.a|aldus|recte|vervallen|gereserveerd|reserved|intentionally|"
    r"omitted|deleted|redacted|confidential|remainder|the\s+remainder|signatures?\b|signed|logo|graphic|illegible|initials|seal|stamp|"
    r"image|figure|figuur|afbeelding|foto|chart|map|table|end\s+of|einde|bron|source|red\.|paraaf|handtekening|see\s+attached|"
    r"attached|hierna|hereinafter|defined|ingevoegd|voetnoot|footnote|company\s+seal|balance\s+of|rest\s+of|space|page|pagina|"
    r"letterhead|form|clock|illustration|picture|drawing|unreadable|onleesbaar|cover|blank|left\s+blank|this\s+page|deze\s+pagina|"
    r"ja\s*/\s*nee|yes\s*/\s*no|x|✓|v)\b",
    re.IGNORECASE,
)
_REMARK_ANYWHERE = re.compile(
    r"\b(?:omitted|illegible|redacted|intentionally|signature\s+pages?|blank|logo|letterhead|vervallen|seal\b|red\.)",
    re.IGNORECASE,
)
_FILL = re.compile(
    r"\b(?:invullen|in\s+te\s+vullen|vul\s+in|invoegen|aanvullen|n\.?t\.?b|nader\s+te\s+bepalen|nog\s+te\s+bepalen|keuze|kies|"
    r"insert|fill\s+in|enter|specify|to\s+be\s+(?:added|completed|determined|inserted|confirmed|agreed|provided|supplied)|tbd|tbc|choose|"
    r"select|describe|beschrijf|omschrijf|vermeld|noem|bijv|bijvoorbeeld)\b",
    re.IGNORECASE,
)
_BLANK_WORD = re.compile(
    r"(?:de\s+|het\s+|the\s+|officiële\s+)?(?:(?:\w+\s+){0,2}?(?:naam|datum|bedrag|aantal|plaats|plaatsnaam|adres|functie|titel|kenmerk|nummer|kvk|percentage|"
    r"termijn|jaar|jaren|dag|maand|telefoon\w*|e-?mail\w*|organisatie\w*|gemeente|leverancier|opdrachtgever|opdrachtnemer|omschrijving|"
    r"name|date|amount|number|place|address|title|role|company|party|supplier|client|customer|vendor|year|month|day|percentage|term|"
    r"period|reference|description|city|country|state|phone|email|price|currency|organi[sz]ation|jurisdiction))\b",
    re.IGNORECASE,
)
_NUMBER_WORD = (
    r"een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|[a-z]*(?:tien|tig|honderd|duizend|miljoen)|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]*(?:teen|ty)|[a-z ]*(?:hundred|thousand|million)[a-z ]*"
)
_IN_WORDS = re.compile(rf"(?:{_NUMBER_WORD})(?:[\s-](?:{_NUMBER_WORD}|en|and|euro|dollars))*", re.IGNORECASE)
_UNIT = re.compile(
    r"\s*\)?\s*(?:%|(?:werk|kalender)?dag(?:en)?|we[e]?k(?:en)?|maand(?:en)?|jaar|jaren|uur|uren|euro|procent|"
    r"(?:business |calendar |working )?(?:days?|weeks?|months?|years?|hours?)|per\s?cent)\b|\s*%",
    re.IGNORECASE,
)
_REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:artikel|artikelen|art\.|lid|clause|clauses|section|sections|article|articles|paragraph|§|bijlage|annex|schedule|"
    r"exhibit|appendix)\s*)?\d+(?:\.\d+)*(?:\([a-z0-9]+\))*[a-z]?\s*$|\b(?:article|section|exhibit|schedule)\s+[A-Z]+\s*$",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"(?:[:=€$£]|\b(?:van|door|bij|aan|voor|op|in|te|tussen|met|namens|is|bedraagt|luidt|de|het|een|of|by|from|to|at|between|and|on|for|"
    r"with|as|are|the|an?|en))\s*[\"“'‘]?$",
    re.IGNORECASE,
)
_TAGS = frozenset(
    "a b br caption div em f1 f2 fn h1 h2 h3 h4 hr i img li ol p page s c small span strong sub sup table tbody td text th "
    "thead title tr tt u ul type sequence filename description document article legend multiplier".split()
)

# Where people sign, and other places to be filled in by hand on paper.
_SIGNING = re.compile(
    r"aldus\s+(?:over|op|in|opgemaakt|ge)|(?:onder|ge)tekend\s+(?:te|op|in|door|namens)|voor\s+akkoord|in\s+witness\s+whereof|"
    r"(?:duly\s+)?executed\s+(?:as|by|this)|signed\s+(?:by|for|on|as)|signature|handtekening|ondertekening|/s/|^by:|^per:|notary",
    re.IGNORECASE,
)
_BY_HAND = re.compile(
    r"(?:\b(?:by|per|its|name|names|naam|namen|title|titel|functie|date|datum|plaats|place|handtekening|signature|signed|"
    r"getekend|witness|attest|paraaf|initials|address|adres|phone|telefoon|tel|email|e-mail|fax|print|printed|authorized|kvk|x|for|"
    r"namens|d\.d\.|secretary|president|seal|telephone|facsimile|attention|capacity|hoedanigheid|rank|d\.?o\.?b)\s?[:.)]?\s*|[:/]\s*)$",
    re.IGNORECASE,
)
MARKED_WORDS = 8
SIGNING_REACH = 30  # blocks after the words that open a signature block, when no heading ends it before


def placeholders(document: Document) -> tuple[Span, ...]:
    """Every place left open in the running text, in reading order; none twice."""
    redacted = any(_REDACTION_NOTICE.search(b.text) for b in document.blocks)
    headings = frozenset(
        b.text.strip(" .:").lower() for b in document.blocks if b.kind in ("heading", "title") or b.story == "toc"
    )
    signing = _signature_blocks(document)
    whole_text_tags = "".join(b.text for b in document.blocks if "</" in b.text)
    found: list[Span] = []
    for index, block in enumerate(document.blocks):
        if block.story not in READ_STORIES and block.story != "cover":
            continue
        places = [
            *_marked(block),
            *_square(block, redacted, headings),
            *_angle(block, whole_text_tags),
            *(m.span() for m in _TEMPLATE.finditer(block.text)),
            *(m.span() for m in _CONTROL.finditer(block.text)),
            *_crosses(block, redacted),
            *(() if index in signing else _lines(block, redacted)),
        ]
        end = -1
        for first, last in sorted(places):
            if first >= end:
                found.append(Span(index, first, last))
                end = last
    return tuple(found)


def _signature_blocks(document: Document) -> frozenset[int]:
    inside: set[int] = set()
    left = 0
    for index, block in enumerate(document.blocks):
        if block.kind in ("heading", "title"):
            left = 0
        if _SIGNING.search(block.text):
            left = SIGNING_REACH
            # The line for the name may stand above the word that tells what it is for.
            inside.update(range(max(0, index - 2), index + 1))
        if left > 0:
            inside.add(index)
            left -= 1
    return frozenset(inside)


def _marked(block: Block) -> Iterator[tuple[int, int]]:
    """What the file itself marks as a placeholder. Readers do so for highlighted text, which may also be a whole sentence
    that somebody wanted to talk about: only a few words are a place to fill in."""
    if block.kind in ("heading", "title"):
        return
    for mark in block.marks:
        text = block.text[mark.start : mark.end].strip()
        if (
            mark.kind == "placeholder"
            and 0 < len(text.split()) <= MARKED_WORDS
            and not _REDACTED.fullmatch(text.strip("[]"))
        ):
            yield mark.start, mark.end


def _square(block: Block, redacted: bool, headings: frozenset[str]) -> Iterator[tuple[int, int]]:
    text = block.text
    boxes = sum(1 for m in _SQUARE.finditer(text) if not m.group("in").strip(" xXvV✓"))
    for found in _SQUARE.finditer(text):
        inside = found.group("in").strip()
        before, after = text[: found.start()], text[found.end() :]
        if (
            after[:1] in ("(", "[")
            or after.startswith(" (http")
            or (after[:1] == ":" and "http" in after[:10])
            or inside.startswith("^")
        ):
            continue  # a link or a note in Markdown
        # "medewerk[st]er", "[t]he": letters added to a word.
        if before[-1:].isalpha() or after[:1].isalpha() or inside.startswith(("/", '"', "“", "'", "‘")):
            continue
        if not inside.strip("xXvV✓"):
            # A box to tick, unless the text runs on around it.
            running = before[-1:] == " " and re.search(r"[a-z,]\s$", before) and re.match(r"\s+[a-z]|[.,%]", after)
            if (not inside and boxes == 1 and running and not redacted) or (
                inside and len(inside) >= 2 and not redacted
            ):
                yield found.span()
            continue
        if block.kind in ("heading", "title") and not (before + after).strip() and not _FILL.search(inside):
            continue  # a heading in brackets, as in old American contracts
        if _is_open(inside, before, after, redacted, headings):
            yield found.span()


def _is_open(inside: str, before: str, after: str, redacted: bool, headings: frozenset[str]) -> bool:
    """Whether what stands between square brackets has to be replaced; `before` and `after` are the text around it."""
    if _REDACTED.fullmatch(inside) or "***" in inside or "* *" in inside:
        return False
    if _OPEN_PLACE.fullmatch(inside):
        # Between quotes, dots stand for words left out.
        dots = not inside.strip(".… ")
        quoted = before.count('"') % 2 == 1 or before.count("“") > before.count("”")
        return not redacted and not (dots and quoted)
    if re.fullmatch(r"[€$£]?\s?\d[\d.,]*\s?%?", inside):
        spelled = re.search(rf"(?:{_NUMBER_WORD})\s*$", before, re.IGNORECASE)
        return bool(_UNIT.match(after) or inside.endswith("%")) and not spelled
    if re.fullmatch(r"[€$£]?\s?[xX]{1,6}(?:[.,][xX]+)?(?:\s.{0,30})?", inside):
        return not redacted
    if not re.search(r"[^\W\d_]{2}", inside) or _IN_WORDS.fullmatch(inside):
        return False
    if _REMARK.match(inside) or _REMARK_ANYWHERE.search(inside):
        return False
    if re.search(r"https?:|www\.|@|\w\.\w{2,4}$|=", inside):
        return False
    if _FILL.search(inside):
        return True
    name = inside.strip(" .").lower()
    if _REFERENCE_BEFORE.search(before) or name in headings or after.lower().startswith((f". {name}", f" {name}")):
        return False
    if _abbreviates(inside, before):
        return False
    words = inside.split()
    if _BLANK_WORD.match(inside) and len(words) <= 8:
        return True
    # Whole sentences between brackets are options of a template or remarks: not a place to fill in.
    return len(words) <= 4 and not inside.endswith((".", ";")) and not inside[0].isdigit() and _is_slot(before, after)


def _is_slot(before: str, after: str) -> bool:
    """Whether a value is missing where the brackets stand: alone on its line, after a colon, after "van" or "the"."""
    if not before.strip(" \"“'‘(€$£"):
        return not after.strip(" .,;)\"”'’")
    return bool(_SLOT.search(before))


def _abbreviates(inside: str, before: str) -> bool:
    """Whether "[SLA]" stands for the words before it."""
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,7}", inside):
        return False
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_][\w'’-]*", before)[-12:]).lower()
    return inside.lower() in initials or inside.lower().rstrip("s") in initials


def _angle(block: Block, tagged: str) -> Iterator[tuple[int, int]]:
    for found in _ANGLE.finditer(block.text):
        inside = (found.group("in") or found.group("merge")).strip()
        name = re.match(r"[\w-]+", inside)
        if name is None or name.group().lower() in _TAGS or re.search(r"[@=:/]", inside):
            continue
        if (
            f"</{name.group()}" in tagged
            or inside.endswith("/")
            or len(inside.split()) > 8
            or re.search(r"\d{4}", inside)
        ):
            continue
        yield found.span()


def _crosses(block: Block, redacted: bool) -> Iterator[tuple[int, int]]:
    if redacted:
        return
    for found in _XXX.finditer(block.text):
        # "Titel XXX" is thirty.
        if found.group() == "XXX" and re.search(
            r"\b(?:titel|title|hoofdstuk|chapter|article|artikel|section|part|deel|bijlage|annex)\s$",
            block.text[: found.start()],
            re.I,
        ):
            continue
        yield found.span()


def _lines(block: Block, redacted: bool) -> Iterator[tuple[int, int]]:
    text = block.text
    if redacted or not re.search(r"[^\W\d_]", text):
        return  # a line on its own is a rule, or for a signature
    found = list(_LINE.finditer(text))
    if any(_BY_HAND.search(text[max(0, m.start() - 60) : m.start()]) for m in found):
        return
    # A form line by line is one place to look at, not twenty.
    yield from (m.span() for m in found[:1])
