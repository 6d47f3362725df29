"""The zip around the parts of a Word file: the same parts always give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
_FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts by name: fixed times, fixed order, content types first as Office wants them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda n: (_FIRST.index(n) if n in _FIRST else len(_FIRST), n)):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, parts[name], compresslevel=6)
    return made.getvalue()


def repack(data: bytes) -> bytes:
    """The same package in the fixed form of `pack`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({info.filename: archive.read(info) for info in archive.infolist()})
