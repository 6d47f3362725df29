"""Roles: a table filled in by people, what it lacks, and what of it others get to see."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import yaml

from tenderkit.compose.tender import load_tender
from tenderkit.document.readers import read
from tenderkit.errors import InputError, InputErrors
from tenderkit.places import data_folder
from tenderkit.regie.roles.annex import annex, fragment
from tenderkit.regie.roles.catalogue import catalogue
from tenderkit.regie.roles.desk import run, summary, write_form
from tenderkit.regie.roles.discretion import without_names
from tenderkit.regie.roles.form import empty_table
from tenderkit.regie.roles.gaps import gaps, text_of
from tenderkit.regie.roles.model import Apart, Decision, Role, RoleTable
from tenderkit.regie.roles.reading import read_roles
from tenderkit.regie.roles.workbook import write_workbook, write_yaml

EXAMPLE = data_folder("examples") / "vier-gemeenten"
OWNER = Role("owner", "Directeur", "client", mandate="Besluit.", people=("Marijke Oosterveld",), deputies=("A. B.",))


def table(*roles: Role, decisions: tuple[Decision, ...] = (), apart: tuple[Apart, ...] = ()) -> RoleTable:
    return RoleTable("nl", roles, decisions, apart)


def kinds(known: RoleTable, **given) -> dict[str, set[str]]:
    """What is lacking of each kind, without the roles that are simply not in the table."""
    found: dict[str, set[str]] = {}
    for gap in gaps(known, **given):
        if gap.kind != "role missing":
            found.setdefault(gap.kind, set()).add(gap.role)
    return found


def excel(path: Path, *rows: list[object], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Blad 1"
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["nl", "en"])
def test_table_comes_back_whole_from_excel_and_yaml(tmp_path: Path, language) -> None:
    whole = empty_table(language)
    filled = replace(
        whole.roles[2], people=("Jo Ü. =1+1", "An"), deputies=("X",), has=("luisteren",), size=0.5,
        mandate="=besluit\nalleen", other=(("telefoon", "010"), ("notitie", "a\nb")),
    )  # fmt: skip
    whole = replace(whole, roles=(filled, *whole.roles[3:]), apart=(Apart(("ciso", "owner"), "waarom; zo", "klein"),))
    whole = replace(whole, decisions=(Decision("eigen", "Eigen besluit", ("board",), ("regisseur", "everyone")),))
    (tmp_path / "t.xlsx").write_bytes(write_workbook(whole, gaps(whole)))
    (tmp_path / "t.yaml").write_text(write_yaml(whole), encoding="utf-8")
    assert read_roles(tmp_path / "t.xlsx") == whole
    assert read_roles(tmp_path / "t.yaml") == whole
    assert write_workbook(whole, gaps(whole)) == (tmp_path / "t.xlsx").read_bytes()


def test_form_has_the_roles_and_participants_of_the_tender(tmp_path: Path) -> None:
    write_form(tmp_path / "f.xlsx", None, EXAMPLE / "tender.yaml")
    known = read_roles(tmp_path / "f.xlsx")
    assert [r.participant for r in known.named("information-manager")] == [
        "Vlietdrecht", "Duinrade", "Lindermeer", "Zandermond",
    ]  # fmt: skip
    tender = load_tender(EXAMPLE / "tender.yaml")
    assert {r.id for r in tender.roles} <= {r.id for r in known.roles}
    assert known.named("owner")[0].name == "Directeur SSC Vlietrand"
    assert known == empty_table("nl", tender)


def test_a_role_is_on_the_side_that_the_tender_file_says() -> None:
    tender = load_tender(data_folder("examples") / "english-set" / "tender.yaml")
    (officer,) = empty_table("en", tender).named("security-officer")
    assert officer.side == "client" and next(r for r in tender.roles if r.id == officer.id).side == "client"
    blocks = [b.text for b in annex(empty_table("en", tender)).blocks]
    assert (
        blocks.index("Security officer") < blocks.index("Roles of the Supplier")
        and blocks.count("Security officer") == 1
    )


def test_columns_of_other_people(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "eigen.xlsx",
        ["Onze regie 2027"],
        ["Naam", "FTE", "Functie", "Bevoegdheid", "Telefoon", "Zijde"],
        ["Jan de Boer; Els Smit", "0,5 fte", "Regisseur", "Legt voor", 1234, "klant"],
        [],
        ["Jan de Boer", 1, "Hoofd ICT", "Besluit", None, None],
        merged="D4:D5",
    )
    first, second = read_roles(path).roles
    assert (first.id, first.people, first.size, first.other) == (
        "regisseur", ("Jan de Boer", "Els Smit"), 0.5, (("Telefoon", "1234"),),
    )  # fmt: skip
    assert (second.id, second.side, second.name) == ("hoofd-ict", "client", "Hoofd ICT")


def test_bad_cells_are_all_named(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "fout.xlsx",
        ["rol", "kant", "persoon", "omvang", "fasen"],
        ["Regisseur", "beide", "Jan", 1, ""],
        ["Architect", "", "Els", "half", "uitvoering"],
        ["Architect", "", "Els", "0,5", "aanbestedin"],
        ["", "", "Piet", "", ""],
        ["CISO", "", "Piet", "", "strategie"],
        ["ciso", "", "Kees", "", ""],
    )
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Besluiten")
    for row in (["besluit", "eindverantwoordelijk"], ["Exit", "Architekt"], ["", "CISO"]):
        sheet.append(row)
    book.save(path)
    with pytest.raises(InputErrors) as caught:
        read_roles(path)
    said = "\n".join(map(str, caught.value.errors))
    for place in ("B2", "D3", "E4", "A5", "A7"):
        assert f"fout.xlsx: Blad 1, {place}: " in said
    assert "Besluiten, B2: 'Architekt' is no role of this table; did you mean 'architect'?" in said
    assert "Besluiten, A3: this row names no decision" in said
    assert "'aanbestedin' is no phase; did you mean 'aanbesteding'?" in said


def test_bad_yaml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("schema: tenderkit.roles/1\nroles:\n- {role: Regisseur, peopel: Jan}\n", encoding="utf-8")
    with pytest.raises(InputErrors, match=r"r\.yaml:3:.*unknown key 'peopel'; did you mean 'people'"):
        read_roles(path)


def test_gaps_of_a_role() -> None:
    role = Role("regisseur", "Regisseur", "client", needs=("luisteren", "gezag zonder macht"))
    held = replace(
        role, mandate="Legt voor.", people=("Jo",), deputies=("jo",), has=("Luisteren", "gezag zonder  machtt")
    )
    assert kinds(table(role)) == {"no person": {"Regisseur"}, "no mandate": {"Regisseur"}}
    assert kinds(table(held)) == {"own deputy": {"Regisseur"}}
    assert kinds(table(replace(held, deputies=(), has=()))) == {
        "no deputy": {"Regisseur"},
        "not assessed": {"Regisseur"},
    }
    (gap,) = [g for g in gaps(table(replace(held, deputies=("An",), has=("luisteren",)))) if g.kind == "competence"]
    assert text_of(gap, table(held)) == "mist: gezag zonder macht"


def test_one_person_in_roles_that_exclude_each_other() -> None:
    regisseur = Role("regisseur", "Regisseur", "client", mandate="x", people=("marijke  oosterveld",), deputies=("A",))
    pair = Apart(("regisseur", "owner"), "Wie beslist, bemiddelt niet.")
    assert kinds(table(OWNER, regisseur, apart=(pair,))) == {"excluded": {"Directeur"}}
    accepted = replace(pair, accepted="te klein")
    assert kinds(table(OWNER, regisseur, apart=(accepted,))) == {"accepted": {"Directeur"}}
    assert kinds(table(OWNER, regisseur)) == {}
    assert kinds(table(OWNER, replace(regisseur, side="supplier"))) == {"both sides": {"Directeur"}}
    assert kinds(table(replace(OWNER, size=0.6), replace(regisseur, size=0.5))) == {"overload": {"Directeur"}}


def test_phase_and_participants() -> None:
    missing = {g.role for g in gaps(table(OWNER), "strategy") if g.kind == "role missing"}
    assert "Regisseur" in missing and "Transitiemanager" not in missing and "Servicemanager" not in missing
    everything = {g.role for g in gaps(table(OWNER)) if g.kind == "role missing"}
    assert everything == {r.name.nl for r in catalogue().roles if r.needed and r.id != "owner"}
    manager = Role(
        "information-manager",
        "Informatiemanager",
        "client",
        "Gemeente Duinrade",
        mandate="x",
        people=("B",),
        deputies=("C",),
    )
    found = [
        g for g in gaps(table(manager), participants=["Duinrade", "Lindermeer"]) if g.kind == "participant missing"
    ]
    assert [g.given for g in found] == [("Lindermeer",)]
    late = Role("eigen", "Eigen", "client", phases=("organisation",))
    assert kinds(table(late), phase="tender") == {} and "no person" in kinds(table(late), phase="organisation")


def test_gaps_of_decisions() -> None:
    decisions = (
        Decision("a", "Een", (), ("owner",)),
        Decision("b", "Twee", ("owner", "board"), ()),
        Decision("c", "Drie", ("owner",), ("architect",)),
    )
    assert kinds(table(OWNER, decisions=decisions)) == {
        "no accountable": {"besluit Een"}, "several accountable": {"besluit Twee"}, "no responsible": {"besluit Twee"},
        "empty part": {"besluit Drie"},
    }  # fmt: skip


def test_no_name_is_published() -> None:
    other = Role(
        "contract-manager", "Contractmanager", "client", tasks=("belt Oosterveld; mailt De Wit",),
        mandate="Na akkoord van Marijke Oosterveld.", people=("Sanne de Wit",), deputies=("Karim Bouzid",),
    )  # fmt: skip
    known = table(OWNER, other, decisions=(Decision("x", "Wat Karim vraagt", ("owner",), ("contract-manager",)),))
    assert kinds(known)["name published"] == {"Contractmanager", "Wat Karim vraagt"}
    clean = without_names(known)
    assert clean.roles[1].mandate == "Na akkoord van Directeur." and clean.roles[1].tasks == (
        "belt Directeur; mailt De Contractmanager",
    )
    for text in ("\n".join(b.text for b in annex(known).blocks), fragment(known)):
        assert not any(name in text for name in ("Marijke", "Oosterveld", "Sanne", "Wit", "Karim", "Bouzid"))


def test_a_part_of_a_name_that_is_a_word_of_a_role_stays() -> None:
    role = Role(
        "x",
        "Hoofd Dienstverlening",
        "client",
        "Duinrade",
        mandate="Hoofd besluit.",
        people=("Anna Duinrade-Hoofd", "Bo Hoofd"),
    )
    assert without_names(table(role)).roles[0].mandate == "Hoofd besluit."


def test_example_through_to_its_papers(tmp_path: Path) -> None:
    known, found, written = run(EXAMPLE / "rollen.yaml", tmp_path, tender=EXAMPLE / "tender.yaml")
    assert {"excluded", "accepted", "competence", "no person", "no mandate", "overload", "name published"} <= {
        g.kind for g in found
    }
    assert "Saskia Terpstra heeft ook de rol" in summary(known, found)
    book, paper, roles = written
    assert read_roles(book) == known
    names = {part for r in known.roles for name in (*r.people, *r.deputies) for part in name.split()}
    inside = zipfile.ZipFile(io.BytesIO(paper.read_bytes()))
    for text in (*(inside.read(n).decode("utf-8") for n in inside.namelist()), roles.read_text(encoding="utf-8")):
        assert not [name for name in names if name in text]
    blocks = [b.text for b in read(paper).blocks]
    assert "[mandaat in te vullen]" in blocks and "CISO" in blocks
    # A tender file takes the roles over as they are.
    tender = yaml.safe_load((EXAMPLE / "tender.yaml").read_text(encoding="utf-8"))
    tender["roles"] = yaml.safe_load(roles.read_text(encoding="utf-8"))["roles"]
    (tmp_path / "tender.yaml").write_text(yaml.safe_dump(tender, allow_unicode=True), encoding="utf-8")
    assert len(load_tender(tmp_path / "tender.yaml").roles) == len(tender["roles"]) > 15
    before = [p.read_bytes() for p in written]
    assert [p.read_bytes() for p in run(EXAMPLE / "rollen.yaml", tmp_path, tender=EXAMPLE / "tender.yaml")[2]] == before


def test_raci_is_a_matrix_too(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(empty_table("en"), [])))
    header, *rows = [[c.value for c in row] for row in book["RACI"].iter_rows()]
    change = dict(zip(header, rows[0], strict=True))
    assert (
        change["decision"] == "Change of the service"
        and change["Contract manager"] == "A"
        and change["Service manager"] == "R"
    )
    assert change["Architect"] == "C" and change["Participants"] == "I" and change["Regisseur"] is None


def test_an_open_role_is_held_by_nobody(tmp_path: Path) -> None:
    role = Role("regisseur", "Regisseur", "client", mandate="Legt voor.", people=("Vacature",), deputies=("n.n.", "?"))
    assert kinds(table(role)) == {"no person": {"Regisseur"}}
    assert (
        without_names(table(role, replace(role, id="x", mandate="Meldt een vacature."))).roles[1].mandate
        == "Meldt een vacature."
    )


def test_names_in_other_letters_and_in_ids(tmp_path: Path) -> None:
    role = replace(OWNER, mandate="na akkoord van marijke oosterveld")
    assert without_names(table(role)).roles[0].mandate == "na akkoord van Directeur"
    path = tmp_path / "r.yaml"
    path.write_text(write_yaml(table(replace(OWNER, id="oosterveld-eigenaar"))), encoding="utf-8")
    with pytest.raises(InputError, match="'oosterveld-eigenaar' would be published"):
        run(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
