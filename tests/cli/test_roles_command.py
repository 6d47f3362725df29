"""tenderkit roles as a user meets it."""

from __future__ import annotations

from pathlib import Path


def test_form_filled_in_and_its_papers(tmp_path: Path, tenderkit) -> None:
    form = tmp_path / "rollen.xlsx"
    done = tenderkit("roles", "--form", form, "--language", "en")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{form}\n", "")
    done = tenderkit("roles", form, "--phase", "strategy", "-o", tmp_path / "out")
    assert done.returncode == 0 and "Regisseur: nobody holds this role [rollen.xlsx, Roles, D4]" in done.stdout
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "organisation-annex.docx", "roles-for-tender-file.yaml", "roles.xlsx",
    ]  # fmt: skip


def test_errors_are_one_line_each(tmp_path: Path, tenderkit) -> None:
    for arguments in (
        (),
        (tmp_path / "no.xlsx",),
        ("--form", tmp_path / "f.docx"),
        (tmp_path / "r.txt", "-o", tmp_path / "out"),
    ):
        done = tenderkit("roles", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "out").exists()
