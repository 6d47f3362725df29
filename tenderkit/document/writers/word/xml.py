"""The few words needed to write WordprocessingML by hand."""

from __future__ import annotations

import re
from functools import lru_cache

from docx.oxml import ns
from docx.oxml.parser import OxmlElement
from lxml import etree

Element = etree._Element

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029\u0085]")


@lru_cache(maxsize=1024)
def qn(name: str) -> str:
    """The full form of a prefixed name."""
    return ns.qn(name)


def make(tag: str, *children: Element, text: str | None = None, **attributes: str | int) -> Element:
    """An element by its prefixed name ("w:ind"), with attributes of the same namespace as `w` unless they hold a colon
    written as double underscore ("xml__space"); None values do not occur, numbers are written as such."""
    element: Element = OxmlElement(tag)
    for name, value in attributes.items():
        prefix, _, local = name.rpartition("__")
        element.set(qn(f"{prefix or 'w'}:{local}"), str(value))
    element.extend(children)
    if text is not None:
        element.text = text
    return element


def clean(text: str) -> str:
    """Text without what XML cannot hold; every kind of line end becomes "\\n"."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def attribute(element: Element, name: str) -> str:
    """The value of a prefixed attribute ("w:val"), "" when it is not there."""
    return element.get(qn(name)) or ""


def child(element: Element, tag: str) -> Element | None:
    """The first child with that prefixed name."""
    return element.find(qn(tag))


def children(element: Element, tag: str) -> list[Element]:
    """The children with that prefixed name."""
    return element.findall(qn(tag))


def descendants(element: Element, tag: str) -> list[Element]:
    """All elements below with that prefixed name, in document order."""
    return list(element.iter(qn(tag)))


def remove(element: Element) -> None:
    """Takes an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def clear(element: Element, *tags: str) -> None:
    """Takes the children with those prefixed names out of an element."""
    for tag in tags:
        for found in children(element, tag):
            element.remove(found)


def put(parent: Element, new: Element, order: tuple[str, ...]) -> None:
    """Sets a child in the place that the schema gives it, instead of one of the same name. `order` lists the names of
    all children (prefixed) that may stand before or after it."""
    tags = [qn(name) for name in order]
    for old in parent.findall(new.tag):
        parent.remove(old)
    rank = tags.index(new.tag)
    for at, sibling in enumerate(parent):
        if sibling.tag in tags and tags.index(sibling.tag) > rank:
            parent.insert(at, new)
            return
    parent.append(new)


PARAGRAPH_ORDER = tuple(
    "w:" + name
    for name in (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
)
"""The children of w:pPr in the order of the schema."""

RUN_ORDER = tuple(
    "w:" + name
    for name in (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath rPrChange"
    ).split()
)
"""The children of w:rPr in the order of the schema."""

STYLE_ORDER = tuple(
    "w:" + name
    for name in (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ).split()
)
"""The children of w:style in the order of the schema."""

SETTINGS_ORDER = tuple(
    name if ":" in name else "w:" + name
    for name in (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
        "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
        "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
        "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
        "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
        "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
        "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
        "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
        "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
        "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
        "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
        "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
        "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
        "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt "
        "showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
        "m:mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures "
        "forceUpgrade captions readModeInkLockDown smartTagType sl:schemaLibrary shapeDefaults doNotEmbedSmartTags "
        "decimalSymbol listSeparator"
    ).split()
)
"""The children of w:settings in the order of the schema."""
