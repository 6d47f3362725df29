"""Files as people hand them in, with everything wrong at once: each slip named by file, sheet and cell, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tenderkit.places import data_folder

EXAMPLES = data_folder("examples")


def named(text: str, *places: str) -> list[str]:
    """Those of some places that a text does not name."""
    return [place for place in places if place not in text]


def test_a_wish_list_of_other_people(tmp_path: Path, tenderkit) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Wensen Noord"
    for row in [
        ["Inventarisatie 2027"],
        ["Prio", "Rubriek", "Kleur", "Functionele eis", "Ref."],
        ["M", "Hulp", "rood", "De servicedesk spreekt Nederlands.", "A1"],
        [
            "musst",
            None,
            None,
            "De werkplek start binnen een minuut op. Elke zaal heeft een scherm voor videobellen.",
            "A2",
        ],
        [],
        ["wenss", "Werk", None, "Een laptop weegt ten hoogste 1,5 kilo.", "A2"],
        ["??", "Werk", None, "Er is wifi in elke zaal.", None],
        ["wens", "Werk", "blauw", None, "A9"],
        [None, "Werk", None, "Printen kan op elke locatie.", "A7"],
    ]:
        sheet.append(row)
    sheet["A5"].value = None
    sheet.merge_cells("B3:B4")
    book.save(tmp_path / "wensen-noord.xlsx")
    done = tenderkit("requirements", tmp_path / "wensen-noord.xlsx", "-o", tmp_path / "out")
    assert done.returncode == 0 and "5 wensen, 5 eisen" in done.stdout
    before = "wensen-noord.xlsx, Wensen Noord, "
    places = [f"{before}{cell}: " for cell in ("B3:B4", "A4", "D4", "A5", "A6", "E6", "A7", "A8", "A9")]
    assert named(done.stdout, *places) == []
    assert "‘wenss’ is geen stem (must, wens of nee); lijkt op: wens" in done.stdout
    made = openpyxl.load_workbook(tmp_path / "out" / "register.xlsx")
    held = "\n".join(str(c.value) for s in made.worksheets for line in s.iter_rows() for c in line if c.value)
    assert named(held, "rood", "blauw", "musst", "wenss", "??", "A9", "Printen kan op elke locatie.") == []
    assert [made["Register"].cell(r, 2).value for r in (2, 3)] == ["Hulp", "Hulp"]  # the merged chapter holds for both


def test_a_readiness_form_with_slips(tmp_path: Path, tenderkit) -> None:
    form = tmp_path / "readiness-noord.xlsx"
    assert tenderkit("readiness", "--form", form, "--language", "nl").returncode == 0
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B3"] = "Gemeente Noord", "31-02-2027"
    for row in range(8, 38):
        sheet.cell(row, 7, 3)
        sheet.cell(row, 8, "besluit")
    for cell, value in {"G8": 6, "G9": "vijf", "G10": "4,5", "G11": 0, "A13": "A1", "A14": "Z9"}.items():
        sheet[cell] = value
    sheet.merge_cells("H15:H16")
    sheet.insert_rows(20)
    book.save(form)
    done = tenderkit("readiness", form)
    assert done.returncode == 0 and "24 van 30" in done.stdout
    places = [
        f"readiness-noord.xlsx, Vragen, {c}\n" for c in ("B3", "G8", "G9", "G10", "G11", "A13", "A14", "H15:H16", "A20")
    ]
    assert named(done.stdout, *places) == []
    assert named(done.stdout, "'6'", "'vijf'", "'4,5'", "'0'", "'Z9'", "31-02-2027", "'6' en '3'") == []


def test_answers_in_columns_of_their_own(tmp_path: Path, tenderkit) -> None:
    book = openpyxl.Workbook()
    for row in [["Toelichting", "Score", "Vraagnr", "Onderbouwing"], ["let op", 3, "F5", "notitie"], ["", 7, "B1", ""]]:
        book.active.append(row)
    book.active.title = "Blad1"
    book.save(tmp_path / "readiness-zuid.xlsx")
    done = tenderkit("readiness", tmp_path / "readiness-zuid.xlsx")
    assert done.returncode == 0 and "1 van 30" in done.stdout and "readiness-zuid.xlsx, Blad1, B3\n" in done.stdout
    assert "notitie" in tenderkit("readiness", tmp_path / "readiness-zuid.xlsx", "--format", "json").stdout


def test_a_score_card_with_slips(tmp_path: Path, tenderkit) -> None:
    book = openpyxl.load_workbook(EXAMPLES / "scenario-session" / "scorekaart.xlsx")
    sheet = book.worksheets[0]
    for cell, value in {"D2": 3, "E3": "twee", "F4": "1,5", "A6": "S99 Onbekend", "B7": "Bepaling gevonde"}.items():
        sheet[cell] = value
    sheet["B9"] = sheet["B8"].value
    sheet.merge_cells("G10:G12")
    book.save(tmp_path / "kaart.xlsx")
    done = tenderkit("scenarios", EXAMPLES / "rigid-draft", "--scores", tmp_path / "kaart.xlsx", "--format", "markdown")
    assert done.returncode == 0
    told = done.stdout + done.stderr
    assert named(told, *(f"kaart.xlsx, Scores, {c}" for c in ("D2", "E3", "F4", "A6", "B7", "B9", "G10:G12"))) == []
    assert named(told, "'3'", "'twee'", "'1,5'", "S99 Onbekend", "Bepaling gevonde") == []
