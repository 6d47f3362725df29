"""tenderkit fix as a user meets it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from tenderkit.document.model import Document
from tenderkit.document.readers import read
from tenderkit.document.readers.word import open_word
from tenderkit.document.revise import accept, reject
from tenderkit.document.writers import write_word

TEXT = """# Overeenkomst hosting

De gemeente Duinrade, hierna te noemen "Afnemer", en Nettowerk B.V., hierna te noemen "Leverancier".

## Artikel 1 Begrippen

1.1 Dienst: het hosten van de website van Afnemer.

1.2 Werkdag: maandag tot en met vrijdag.

## Artikel 2 Dienst

2.1 Leverancier levert de Dienst aan Afnemer. Leverancier meldt storingen aan Afnemer.

2.2 Afnemer neemt de Dienst uitsluitend af van Leverancier en van geen ander. De betaling staat in artikel 3.1 en het recht in artikel 4.1.

2.3 De website draait op Windows 11 van de leverancier.

## Artikel 3 Prijs

3.1 Afnemer betaalt EUR 1.000 per maand aan Leverancier, volgens Bijlage 1 (Prijzenblad).

## Artikel 4 Slotbepalingen

4.1 Op deze overeenkomst is Nederlands recht van toepassing.

Aldus overeengekomen en getekend te Duinrade.
"""
RULES = "FLX001,FLX008,FLX021,LCK001,DET002"


@pytest.fixture
def markdown(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def word(tmp_path: Path, markdown: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(write_word(read(markdown)))
    return path


def rules_found(tenderkit, path: Path) -> set[str]:
    done = tenderkit("lint", path, "--format", "json", "--no-config", "--exit-zero", "--select", RULES)
    return {f["rule"] for f in json.loads(done.stdout)["documents"][0]["findings"]}


def lines(document: Document) -> list[str]:
    return [f"{b.number} {b.text}".strip() for b in document.blocks]


def test_accepted_the_findings_are_gone_and_rejected_the_draft_is_back(tmp_path: Path, tenderkit, word: Path) -> None:
    out = tmp_path / "out.docx"
    assert rules_found(tenderkit, word) == set(RULES.split(","))
    done = tenderkit("fix", word, "-o", out, "--no-config", "--select", RULES)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.endswith(f"{out}\n") and "FLX001 change-control: ingevoegd als artikel" in done.stdout
    before = word.read_bytes()
    accepted, rejected = tmp_path / "accepted.docx", reject(out.read_bytes())
    accepted.write_bytes(accept(out.read_bytes()))
    assert rules_found(tenderkit, accepted) == set()
    assert open_word(rejected, "draft.docx").document.blocks == open_word(before, "draft.docx").document.blocks
    one, other = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(out)
    changed = {n for n in one.namelist() if one.read(n) != other.read(n)}
    assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(other.namelist()) - set(one.namelist()) == {"word/comments.xml"}


def test_the_clause_speaks_as_the_draft_and_stands_where_it_belongs(tmp_path: Path, tenderkit, word: Path) -> None:
    out = tmp_path / "out.docx"
    tenderkit("fix", word, "-o", out, "--no-config", "--select", RULES)
    mended = read(out)
    text = "\n".join(lines(mended))
    assert "Opdrachtgever" not in text and "Opdrachtnemer" not in text
    headings = [f"{b.number} {b.text}" for b in mended.blocks if b.kind == "heading"]
    assert headings[-1].endswith("Slotbepalingen") and [h.split()[1] for h in headings] == list("1234567")
    numbers = {h.split(" ", 2)[2]: h.split()[1] for h in headings}
    change = numbers["Wijzigingsprocedure"]
    assert f"{change}.1 Elke Partij kan op elk moment een Wijziging voorstellen" in text
    assert f"dan geldt artikel {numbers['Geschillenregeling']}" in text
    # A field, so that the number follows when some of the new articles are refused.
    with zipfile.ZipFile(out) as archive:
        xml = archive.read("word/document.xml").decode()
    bookmark = re.search(r'w:name="(_Ref\d+)"/>(?:(?!</w:p>).)*Geschillenregeling', xml)
    assert bookmark is not None and f"> {bookmark.group(1)} \\r \\t \\h <" in xml
    assert "in het Prijzenblad (Bijlage 1)" in text
    assert any(line.startswith("1.3 Deelnemer: ") for line in lines(mended))
    # What the draft points to by typed numbers moved along.
    assert f"het recht in artikel {numbers['Slotbepalingen']}.1" in text
    assert "Windows 11 of gelijkwaardig" in text
    comments = [c for b in mended.blocks for c in b.comments]
    assert any("FLX001" in c and "Ingevulde waarden" in c for c in comments)


def test_typed_numbers_stay_and_new_articles_get_a_letter(tmp_path: Path, tenderkit, markdown: Path) -> None:
    done = tenderkit("fix", markdown, "--no-config", "--select", RULES)
    assert done.returncode == 0 and done.stdout.endswith(f"{markdown}\n")
    new = markdown.read_text(encoding="utf-8")
    kept = [line for line in TEXT.splitlines() if line]
    assert [line for line in new.splitlines() if line in kept] == [k for k in kept if k[:3] not in ("2.2", "2.3")]
    headings = [line for line in new.splitlines() if line.startswith("## ")]
    assert [h.split()[2] for h in headings][:3] == ["1", "2", "3"] and headings[-1] == "## Artikel 4 Slotbepalingen"
    assert all(
        h.split()[2] in ("2a", "2b", "2c", "3a", "3b", "3c") for h in headings[3:-1] if h != "## Artikel 3 Prijs"
    )
    assert rules_found(tenderkit, markdown) == set()
    again = tenderkit("fix", markdown, "--no-config", "--select", RULES)
    assert again.stdout.startswith("Er is niets te herstellen.") and markdown.read_text(encoding="utf-8") == new


def test_diff_shows_and_writes_nothing(tmp_path: Path, tenderkit, word: Path, markdown: Path) -> None:
    for draft in (word, markdown):
        before = draft.read_bytes()
        done = tenderkit("fix", draft, "--diff", "--no-config", "--select", "LCK001")
        assert done.returncode == 0 and draft.read_bytes() == before
        assert "-2.2 Afnemer neemt de Dienst uitsluitend af" in done.stdout
        assert "+2.2 Afnemer mag vergelijkbare diensten ook van anderen afnemen" in done.stdout
        assert "LCK001" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draft.docx", "draft.md"]


def test_safe_adds_and_takes_nothing_away(tmp_path: Path, tenderkit, word: Path) -> None:
    out = tmp_path / "out.docx"
    done = tenderkit("fix", word, "-o", out, "--no-config", "--safe", "--select", RULES + ",FLX005")
    text = "\n".join(lines(read(out)))
    assert "uitsluitend af van Leverancier" in text and "Windows 11 of gelijkwaardig" in text
    assert "Wijzigingsprocedure" in text and "--safe" in done.stdout
    assert "Referentievolume" not in text  # exclusivity (2.2) says the opposite of free volumes


def test_same_draft_same_bytes_and_the_date_is_settable(tmp_path: Path, tenderkit, word: Path) -> None:
    made = []
    for name in ("a.docx", "b.docx", "c.docx"):
        date = ["--date", "2026-01-31"] if name == "c.docx" else []
        tenderkit("fix", word, "-o", tmp_path / name, "--no-config", "--select", "FLX001", *date)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] != made[2]
    assert b'w:date="2026-01-31T00:00:00Z"' in zipfile.ZipFile(tmp_path / "c.docx").read("word/document.xml")


def test_stance_and_messages(tmp_path: Path, tenderkit, word: Path) -> None:
    out = tmp_path / "out.docx"
    options = ["--no-config", "--select", "FLX001", "--stance", "trust", "--messages", "en"]
    done = tenderkit("fix", word, "-o", out, *options)
    assert "Changed:\n  FLX001 change-control: inserted as 4" in done.stdout or "inserted as 3" in done.stdout
    assert "delen Partijen" in "\n".join(lines(read(out)))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["draft.docx"], "say where the mended copy goes; add -o OUT.docx"),
        (["draft.docx", "-o", "./draft.docx"], "--force"),
        (["draft.md", "-o", "./draft.md"], "--force"),
        (["draft.md", "-o", "out.docx"], "a text draft is mended as text"),
        (["draft.docx", "-o", "out.md"], "this is no name for a Word file"),
        (["draft.pdf", "-o", "out.pdf"], "not mended"),
        (["missing.docx", "-o", "out.docx"], "there is no such file"),
        (["draft.docx", "-o", "out.docx", "--date", "gisteren"], "write it as 2026-01-31"),
        (["draft.docx", "-o", "nowhere/out.docx", "--select", "FLX001"], "the folder does not exist"),
    ],
)
def test_wrong_use_is_one_line(tmp_path: Path, tenderkit, word: Path, arguments: list[str], says: str) -> None:
    before = word.read_bytes()
    done = tenderkit("fix", *arguments, "--no-config", cwd=tmp_path)
    assert done.returncode == 2 and says in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and word.read_bytes() == before
    assert not (tmp_path / "out.docx").exists()
