"""tenderkit build: files whole or not at all, the same bytes, every format, house style."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tenderkit.document.readers import read
from tenderkit.places import data_folder

DUTCH = data_folder("examples") / "vier-gemeenten" / "tender.yaml"
ENGLISH = data_folder("examples") / "english-set" / "tender.yaml"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, tenderkit) -> None:
    for name in ("one", "two"):
        assert tenderkit("build", DUTCH, "-o", tmp_path / name).returncode == 0
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert len(names) == 7
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_word_reads_back_as_what_was_composed(tmp_path: Path, tenderkit) -> None:
    from tenderkit.compose.composer import compose
    from tenderkit.compose.plan import load_plan

    tenderkit("build", ENGLISH, "-o", tmp_path / "docx")
    tenderkit("build", ENGLISH, "-o", tmp_path / "md", "--format", "md")
    for built in compose(load_plan(ENGLISH)):
        for ending in ("docx", "md"):
            again = read(tmp_path / ending / f"{built.file}.{ending}")
            assert again.body == built.document.body, (built.id, ending)


def test_only_one_document_and_margin_comments(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("build", DUTCH, "-o", tmp_path, "--only", "agreement", "--guidance", "margin")
    assert [Path(line).name for line in done.stdout.splitlines()] == ["conceptovereenkomst.docx"]
    document = read(tmp_path / "conceptovereenkomst.docx")
    assert sum(bool(b.comments) for b in document.blocks) > 40
    assert "comments.xml" in " ".join(zipfile.ZipFile(tmp_path / "conceptovereenkomst.docx").namelist())


def test_the_note_shows_values_with_units_in_the_readers_language(tmp_path: Path, tenderkit) -> None:
    tenderkit("build", DUTCH, "-o", tmp_path, "--format", "md")
    note = (tmp_path / "toelichting.md").read_text(encoding="utf-8")
    assert "20 kalenderdagen" in note and "calendar days" not in note
    assert "2021" in note and "2.021" not in note


def test_guidance_can_be_left_out(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("build", ENGLISH, "-o", tmp_path, "--guidance", "none")
    assert not [line for line in done.stdout.splitlines() if "notes" in line]
    assert len(done.stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--only", "slaa"], "did you mean 'sla'?"),
        (["--house-style", "nowhere.docx"], "nowhere.docx"),
        (["--clauses", "nowhere"], "no such folder of clauses"),
    ],
)
def test_wrong_options_write_nothing(tmp_path: Path, tenderkit, more: list[str], says: str) -> None:
    done = tenderkit("build", ENGLISH, "-o", "out", *more, cwd=tmp_path)
    assert done.returncode == 2 and says in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_is_a_file(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "out").write_text("x")
    done = tenderkit("build", ENGLISH, "-o", "out", cwd=tmp_path)
    assert done.returncode == 2 and "is a file, not a folder" in done.stderr


def test_an_organisations_own_word_file_gives_the_styles(tmp_path: Path, tenderkit) -> None:
    import docx
    from docx.shared import Pt

    house = docx.Document()
    house.styles["Heading 1"].font.name = "Georgia"
    house.styles["Heading 1"].font.size = Pt(20)
    house.sections[0].header.paragraphs[0].text = "Huisstijl van Voorbeeldstad"
    house.add_paragraph("Deze tekst verdwijnt.")
    house.save(tmp_path / "huisstijl.docx")
    done = tenderkit(
        "build", ENGLISH, "-o", "out", "--only", "agreement", "--house-style", "huisstijl.docx", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    built = docx.Document(str(tmp_path / "out" / "draft-agreement.docx"))
    assert built.styles["Heading 1"].font.name == "Georgia"
    text = "\n".join(p.text for s in built.sections for p in s.header.paragraphs)
    assert "Voorbeeldstad" in text
    assert "verdwijnt" not in "\n".join(p.text for p in built.paragraphs)
