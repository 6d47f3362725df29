"""tenderkit requirements as a user meets it."""

from __future__ import annotations

from pathlib import Path

WISH = "De leverancier maakt elke dag een back-up van alle gegevens."
SAME = "Van alle data wordt dagelijks een reservekopie gemaakt."


def lists(folder: Path) -> list[Path]:
    for who, wish in (("a", WISH), ("b", SAME)):
        (folder / f"{who}.yaml").write_text(f'wensen:\n  - {{id: 1, wens: "{wish}", stem: must}}\n')
    return [folder / "a.yaml", folder / "b.yaml"]


def test_papers_and_questions(tmp_path: Path, tenderkit) -> None:
    files, out = lists(tmp_path), tmp_path / "out"
    done = tenderkit("requirements", *files, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "gelijkend: 1 open" in done.stdout and str(out / "register.xlsx") in done.stdout
    done = tenderkit("requirements", *files, "-o", out, "--ask", stdin=b"merge\n")
    assert done.returncode == 0 and "a/1" in done.stderr and "2 wensen, 1 eisen" in done.stdout
    assert "decision: merge" in (out / "decisions.yaml").read_text()


def test_errors_are_one_line_and_nothing_is_written(tmp_path: Path, tenderkit) -> None:
    files, out = lists(tmp_path), tmp_path / "out"
    (tmp_path / "d.yaml").write_text("schema: tenderkit.decisions/1\nmerges:\n- {wishes: [a/1, b/1], decision: yes}\n")
    done = tenderkit("requirements", *files, "-o", out, "--decisions", tmp_path / "d.yaml")
    assert done.returncode == 2 and "d.yaml:3" in done.stderr and "Traceback" not in done.stderr and not out.exists()
    done = tenderkit("requirements", tmp_path / "none.xlsx", "-o", out)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "no such file" in done.stderr
