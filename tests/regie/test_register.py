"""From wish lists of several people to one register, and back again after they worked in it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
import yaml
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tenderkit.compose.tender import load_tender
from tenderkit.errors import InputError
from tenderkit.places import data_folder
from tenderkit.regie.register.columns import field_of, vote_of
from tenderkit.regie.register.desk import run, summary
from tenderkit.regie.register.papers import conflict_sheet
from tenderkit.regie.register.reading import read_wishes
from tenderkit.regie.register.splitting import parts

EXAMPLE = sorted((data_folder("examples") / "vier-gemeenten").glob("wensen-*.yaml"))


def excel(path: Path, rows: list[list[object]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.active.title = "Blad"
    book.save(path)
    return path


def edit(path: Path, sheet: str, id_: str, changes: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    headers = {c.value: c.column for c in book[sheet][1]}
    for row in book[sheet].iter_rows(min_row=2):
        if row[0].value == id_:
            for name, value in changes.items():
                if name not in headers:
                    headers[name] = book[sheet].max_column + 1
                    book[sheet].cell(1, headers[name], name)
                book[sheet].cell(row[0].row, headers[name], value)
    book.save(path)


def decide(path: Path, **words: str) -> None:
    value = yaml.safe_load(path.read_text())
    for name, word in words.items():
        for item in value[name]:
            item["decision"] = word
    path.write_text(yaml.safe_dump(value, allow_unicode=True))


def test_columns_and_votes_as_people_write_them() -> None:
    assert [field_of(h) for h in ("Omschrijving", "Nr.", "Prioriteit (MoSCoW)", "Waarom?", "Kleur")] == [
        "text", "id", "vote", "reason", "",
    ]  # fmt: skip
    assert [vote_of(v) for v in ("MUST", "eis", "Nice to have", "nee", "muts", "zzz")] == [
        ("must", None), ("must", None), ("wish", None), ("no", None), ("?", "must"), ("?", None),
    ]  # fmt: skip


def test_a_messy_sheet_loses_nothing_and_every_oddity_is_named(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "wensen-duinrade.xlsx",
        [
            ["Lijst van Duinrade"],
            ["Stem", "Thema", "Kleur", "Wens", "Nr"],
            ["must", "Hulp", "rood", "De servicedesk spreekt Nederlands.", 1],
            ["muts", None, None, "Wi-Fi is dekkend in alle vergaderzalen.", 2],
            [None, None, None, None, None],
            [7, "Werk", None, "Een laptop weegt ten hoogste 1,5 kilo.", 2],
            ["wens", "Werk", "blauw", None, 9],
        ],
        merged="B3:B4",
    )
    wishes, notices = read_wishes([path])
    assert [(w.key, w.vote, w.chapter) for w in wishes] == [
        ("duinrade/1", "must", "Hulp"),
        ("duinrade/2", "?", "Hulp"),
        ("duinrade/2-2", "?", "Werk"),
    ]
    assert wishes[0].other == (("Kleur", "rood"),)
    assert str(wishes[2].place) == "wensen-duinrade.xlsx, Blad, D6"
    assert {(n.kind, n.place.cell) for n in notices} == {
        ("merged", "B3:B4"), ("odd vote", "A4"), ("empty row", "A5"), ("odd vote", "A6"), ("id twice", "E6"), ("no text", "A7"),
    }  # fmt: skip
    assert next(n.given for n in notices if n.kind == "odd vote") == ("muts", "must")
    assert "blauw" in next(n.given[0] for n in notices if n.kind == "no text")


def test_a_comma_that_cut_a_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("wensen:\n  - {wens: ten minste 99,5% per maand, stem: must}\n")
    _, notices = read_wishes([tmp_path / "w.yaml"])
    assert [(n.kind, n.given) for n in notices] == [("no value", ("5% per maand",))]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("w.xlsx", b"no zip", "cannot be read as Excel"),
        ("w.yaml", b"wensen: {a: 1}", "the wishes are no list"),
        ("w.yaml", b"- 3", "a wish is a text"),
        ("w.docx", b"", "is no wish list"),
        ("w.yaml", b"wensen: []", "no wishes in these files"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=problem):
        read_wishes([tmp_path / name])


def test_two_wishes_in_a_cell() -> None:
    assert len(parts("De werkplek start binnen een minuut. Elke zaal heeft een scherm.", "nl")) == 2
    assert len(parts("- De werkplek start snel op\n- Elke zaal heeft een scherm", "nl")) == 2
    assert len(parts("De werkplek start binnen een minuut. Dit scheelt tijd bij de balie.", "nl")) == 1


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    run(EXAMPLE, folder)
    return folder


@pytest.fixture
def folder(example: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(example, tmp_path / "out")
    return tmp_path / "out"


def test_nothing_is_merged_split_or_voted_without_a_decision(folder: Path) -> None:
    register, _ = run(EXAMPLE, folder)
    assert len(register.entries) == len(register.wishes) == 28
    assert all(len(e.wishes) == 1 for e in register.entries) and len(register.similar) > 4
    assert any("?" in e.votes.values() for e in register.entries)
    decide(folder / "decisions.yaml", merges="merge", splits="split", votes="must")
    register, _ = run(EXAMPLE, folder)
    assert len(register.wishes) == 29 and len(register.entries) == 29 - sum(len(e.wishes) - 1 for e in register.entries)
    assert len(register.core) >= 5 and not any("?" in e.votes.values() for e in register.entries)
    decide(folder / "decisions.yaml", merges="apart")
    register, _ = run(EXAMPLE, folder)
    assert all(len(e.wishes) == 1 for e in register.entries)


def test_conflicts_of_the_four_municipalities(folder: Path) -> None:
    register, _ = run(EXAMPLE, folder)
    about = {(c.kind, k) for c in register.conflicts for k in c.keys}
    assert {("values", "duinrade/6"), ("values", "vlietdrecht/V3")} <= about  # 99,9% and 99,5%
    assert {("wording", "duinrade/1"), ("wording", "vlietdrecht/V4")} <= about  # Nederland and EER
    assert {("wording", "duinrade/3"), ("wording", "vlietdrecht/V5")} <= about  # own devices: not, and allowed
    assert all(len(c.positions) > 1 and c.module for c in register.conflicts)


def test_a_must_against_a_no(tmp_path: Path) -> None:
    for who, vote in (("a", "must"), ("b", "nee")):
        (tmp_path / f"{who}.yaml").write_text(
            f"wensen:\n  - {{id: 1, wens: Medewerkers kunnen een eigen telefoon gebruiken., stem: {vote}}}\n"
        )
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    register, _ = run(files, None)
    assert [c.kind for c in register.conflicts] == ["votes"]
    run(files, tmp_path / "out")
    decide(tmp_path / "out" / "decisions.yaml", merges="merge")
    register, _ = run(files, tmp_path / "out")
    assert [c.kind for c in register.conflicts] == ["votes"] and len(register.entries) == 1
    assert register.conflicts[0].id == "C-01" and register.core == []


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    run(EXAMPLE, tmp_path / "again")
    names = sorted(p.name for p in folder.iterdir())
    assert names == ["conflictblad.docx", "decisions.yaml", "matrix.png", "register.xlsx", "requirements.yaml"]
    assert all((folder / n).read_bytes() == (tmp_path / "again" / n).read_bytes() for n in names)
    run(EXAMPLE, folder)  # a register that nobody touched is read back as it was
    assert all((folder / n).read_bytes() == (tmp_path / "again" / n).read_bytes() for n in names)


def test_what_people_fill_in_stays(folder: Path) -> None:
    book = folder / "register.xlsx"
    edit(
        book,
        "Register",
        "R-001",
        {"must, wens of vervalt": "must", "Besluit": "Ja", "zandermond": "wens", "Onze kolom": "x"},
    )
    edit(book, "Register", "R-002", {"eis of wens": "De servicedesk is bereikbaar op werkdagen."})
    conflict = "C-02"
    edit(
        book,
        "Conflicten",
        conflict,
        {"Besluit": "Basis is de EER", "Besloten door": "stuurgroep", "Datum": "2026-10-01"},
    )
    sheet = openpyxl.load_workbook(book)
    sheet["Register"].append([None, "Eigen", "Zelf toegevoegd: er is koffie.", None, "wens"])
    sheet.save(book)
    for _ in range(2):
        register, _ = run(EXAMPLE, folder)
        entries = {e.id: e for e in register.entries}
        first = entries["R-001"]
        assert (first.fields["kind"], first.fields["decision"], first.votes["zandermond"]) == ("must", "Ja", "wish")
        assert first.own == {"Onze kolom": "x"}
        assert entries["R-002"].fields["statement"] == "De servicedesk is bereikbaar op werkdagen."
        assert entries["R-029"].fields["statement"] == "Zelf toegevoegd: er is koffie." and len(entries) == 29
        kept = next(c for c in register.conflicts if c.id == conflict)
        assert kept.fields["decision"] == "Basis is de EER"
    # The files come in another order, and one of them not at all: ids stay, and so does every row.
    register, _ = run(EXAMPLE[:0:-1], folder)
    after = {e.id: e.fields["statement"] for e in register.entries}
    assert after == {e.id: e.fields["statement"] for e in entries.values()}


def test_comments_colours_columns_and_sheets_of_people_stay(folder: Path) -> None:
    path = folder / "register.xlsx"
    book = openpyxl.load_workbook(path)
    book["Register"]["C3"].comment = Comment("Nog navragen bij Duinrade", "Tineke")
    book["Register"]["C3"].fill = PatternFill("solid", fgColor="FFFF00")
    book["Conflicten"]["G2"].comment = Comment("Naar de stuurgroep", "Tineke")
    notes = book.create_sheet("Actielijst")
    notes.append(["Wie", "Wat"])
    notes["B2"] = "Offerte vragen"
    notes["B2"].comment = Comment("voor maart", "Joost")
    book.save(path)
    edit(path, "Conflicten", "C-01", {"Portefeuille": "wethouder"})
    for _ in range(2):
        run(EXAMPLE, folder)
        book = openpyxl.load_workbook(path)
        cell = book["Register"]["C3"]
        assert (cell.comment.text, cell.comment.author) == ("Nog navragen bij Duinrade", "Tineke")
        assert cell.fill.fgColor.rgb == "00FFFF00" and book["Register"]["C4"].comment is None
        assert book["Conflicten"]["G2"].comment.text == "Naar de stuurgroep"
        assert [c.value for c in book["Conflicten"]["L"][:2]] == ["Portefeuille", "wethouder"]
        assert (
            book["Actielijst"]["B2"].value == "Offerte vragen" and book["Actielijst"]["B2"].comment.text == "voor maart"
        )
    before = path.read_bytes()
    run(EXAMPLE, folder)
    assert path.read_bytes() == before


def test_merging_may_be_decided_in_the_register(folder: Path) -> None:
    path = folder / "register.xlsx"

    def put(text: str) -> None:
        book = openpyxl.load_workbook(path)
        book["Gelijkend"]["F2"] = text
        book.save(path)

    put("samenvoegen")
    for _ in range(2):
        register, _ = run(EXAMPLE, folder)
        assert len(register.entries) == 27
        assert [m.decision for m in register.decisions.merges.values()].count("merge") == 1
    decide(folder / "decisions.yaml", merges="apart")
    assert len(run(EXAMPLE, folder)[0].entries) == 28
    put("misschien")
    with pytest.raises(InputError, match=r"register\.xlsx: Gelijkend, F2: 'misschien' is no decision"):
        run(EXAMPLE, folder)
    put("open")
    decide(folder / "decisions.yaml", merges="merge")
    with pytest.raises(InputError, match=r"Gelijkend, F2: 'open' about .* where decisions.yaml says 'merge'"):
        run(EXAMPLE, folder)


def test_a_conflict_that_was_decided_stays_when_its_requirement_is_dropped(folder: Path) -> None:
    made = {"Besluit": "99,5%; Duinrade krijgt een module", "Besloten door": "stuurgroep", "Datum": "2026-10-01"}
    edit(folder / "register.xlsx", "Conflicten", "C-06", made)
    edit(folder / "register.xlsx", "Register", "R-006", {"must, wens of vervalt": "vervalt"})
    for _ in range(2):
        register, _ = run(EXAMPLE, folder)
        kept = next(c for c in register.conflicts if c.id == "C-06")
        assert kept.fields["decision"] == made["Besluit"] and kept.positions.keys() == {"duinrade", "vlietdrecht"}
        fragment = yaml.safe_load((folder / "requirements.yaml").read_text())
        assert [c["id"] for c in fragment["conflicts"]] == ["C-06"]
    assert next(e for e in register.entries if e.id == "R-006").fields["kind"] == "drop"


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda s: s.merge_cells("B2:B3"), "Register, B2:B3: merged cells"),
        (lambda s: s.cell(1, 1, "kenmerk"), "Register, A1: no column 'nr'"),
        (lambda s: s.cell(4, 40, "los"), "Register, AN4: 'los' stands under no column name"),
        (lambda s: s.cell(4, 1, "R-001"), "Register, A4: 'R-001' stands here twice"),
        (lambda s: s.cell(4, 5, "msut?"), "Register, E4: 'msut\\?' is neither must"),
    ],
)
def test_a_register_that_was_spoiled_is_named_and_left_as_it_is(folder: Path, spoil, problem: str) -> None:
    path = folder / "register.xlsx"
    book = openpyxl.load_workbook(path)
    spoil(book["Register"])
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match=rf"register\.xlsx: {problem}"):
        run(EXAMPLE, folder)
    assert path.read_bytes() == before


def test_a_title_above_the_columns_does_no_harm(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "register.xlsx")
    book["Register"].insert_rows(1)
    book["Register"]["A1"] = "Vergadering van 3 maart"
    book["Register"]["E3"] = "must"
    book.save(folder / "register.xlsx")
    register, _ = run(EXAMPLE, folder)
    assert len(register.entries) == 28 and register.entries[0].fields["kind"] == "must"


def test_what_is_still_open_stands_on_the_conflict_sheet(folder: Path) -> None:
    text = "\n".join(b.text for b in conflict_sheet(run(EXAMPLE, folder)[0]).blocks)
    assert (
        "Nog te besluiten" in text
        and "wat betekent de stem ‘muts’?" in text
        and "EER = Europese Economische Ruimte" in text
    )
    decide(folder / "decisions.yaml", merges="apart", splits="keep", votes="must")
    assert "Nog te besluiten" not in "\n".join(b.text for b in conflict_sheet(run(EXAMPLE, folder)[0]).blocks)


def test_an_edit_that_cannot_be_read_is_named(folder: Path) -> None:
    edit(folder / "register.xlsx", "Register", "R-001", {"duinrade": "wnes"})
    with pytest.raises(InputError, match=r"register\.xlsx: Register, F2: 'wnes' is no vote; did you mean 'wish'"):
        run(EXAMPLE, folder)


def test_a_formula_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('wensen:\n  - {id: 1, wens: "=1+1 is een wens van ons", stem: must}\n')
    run([tmp_path / "a.yaml"], tmp_path / "out")
    cell = openpyxl.load_workbook(tmp_path / "out" / "register.xlsx")["Register"]["C2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1 is een wens van ons")


def test_signals(folder: Path) -> None:
    register, _ = run(EXAMPLE, folder)
    signals = {w.key: e.signals for e in register.entries for w in e.wishes}
    assert "wish as must" in signals["vlietdrecht/V8"] and "must without reason" in signals["vlietdrecht/V8"]
    assert "how without reason" in signals["duinrade/8"] and "untestable" in signals["lindermeer/L6"]
    assert "must without reason" not in signals["vlietdrecht/V4"]  # the law asks for it
    assert "doubled" in signals["vlietdrecht/V1"]


def test_the_fragment_builds(folder: Path, tmp_path: Path) -> None:
    decide(folder / "decisions.yaml", merges="merge", splits="split", votes="must")
    run(EXAMPLE, folder)
    wish = {
        "must, wens of vervalt": "wens",
        "punten": 4,
        "criterium": "dienstverlening",
        "aspecten": "tempo; gemak",
        "pagina's": 2,
    }
    edit(folder / "register.xlsx", "Register", "R-002", wish)
    made = {"Besluit": "EER", "Besloten door": "stuurgroep", "Datum": "2026-10-01", "Module": "M-01"}
    edit(folder / "register.xlsx", "Conflicten", "C-01", made)
    run(EXAMPLE, folder)
    fragment = yaml.safe_load((folder / "requirements.yaml").read_text())
    assert len(fragment["requirements"]) >= 3 and len(fragment["wishes"]) == 1 and len(fragment["conflicts"]) == 1
    tender = yaml.safe_load((data_folder("examples") / "vier-gemeenten" / "tender.yaml").read_text()) | fragment
    (tmp_path / "tender.yaml").write_text(yaml.safe_dump(tender, allow_unicode=True))
    assert load_tender(tmp_path / "tender.yaml").wishes[0].aspects == ["tempo", "gemak"]


def test_english_all_through(tmp_path: Path) -> None:
    for who, period in (("north", "month"), ("south", "year")):
        excel(
            tmp_path / f"wishes-{who}.xlsx",
            [
                ["Requirement", "MoSCoW"],
                [f"The workplace is available at least 99.5% of the time, per {period}.", "Must have"],
            ],
        )
    register, written = run(sorted(tmp_path.glob("*.xlsx")), tmp_path / "out")
    assert register.language == "en" and (tmp_path / "out" / "conflict-sheet.docx") in written
    assert [(c.kind, c.differs) for c in register.conflicts] == [("values", "per month ≠ per year")]
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "out" / "register.xlsx").read_bytes()))
    assert book.sheetnames[:2] == ["Register", "Conflicts"] and book["tenderkit"].sheet_state == "hidden"
    assert "different values" in summary(register)
