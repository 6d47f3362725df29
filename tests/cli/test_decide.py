"""Selection, suppression and baseline as a user meets them, and ends of a run that nobody planned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BAD = (
    "# Overeenkomst\n\n## 7. Duur\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"
)
CALM = ("--select", "LCK,SUP", "--fail-on", "warning")


def rules_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [f["rule"] for d in json.loads(done.stdout)["documents"] for f in d["findings"]]


def test_a_baseline_from_beginning_to_end(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "a.md").write_text(BAD)
    assert tenderkit("lint", "a.md", *CALM, cwd=tmp_path).returncode == 1
    done = tenderkit("lint", ".", *CALM, "--write-baseline", "b.json", cwd=tmp_path)
    assert done.returncode == 0 and "baseline of 1 findings written" in done.stderr
    done = tenderkit("lint", "a.md", *CALM, "--baseline", "b.json", cwd=tmp_path)
    assert done.returncode == 0 and "1 in de baseline" in done.stdout and "LCK003" not in done.stdout
    (tmp_path / "tenderkit.toml").write_text('baseline = "b.json"\n')
    assert tenderkit("lint", tmp_path / "a.md", *CALM).returncode == 0
    (tmp_path / "a.md").write_text(BAD.replace("twee", "drie"))
    done = tenderkit("lint", "a.md", *CALM, cwd=tmp_path)
    assert done.returncode == 1 and "LCK003" in done.stdout
    assert "b.json: 1 finding in it is no longer found (a.md: LCK003); refresh it" in done.stderr
    tenderkit("lint", "a.md", *CALM, "--write-baseline", "b.json", cwd=tmp_path)
    done = tenderkit("lint", "a.md", *CALM, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_check_and_lint_share_a_baseline(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.md").write_text(BAD)
    options = ("--fail-on", "info")
    for command in ("lint", "check"):
        assert tenderkit(command, "set", *options, "--write-baseline", "b.json", cwd=tmp_path).returncode == 0
    for command in ("lint", "check"):
        done = tenderkit(command, "set", *options, "--baseline", "b.json", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert set(json.loads((tmp_path / "b.json").read_text())["documents"]) == {"set", "set/a.md"}


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 3}', "\x00"])
def test_a_baseline_that_is_none(tmp_path: Path, tenderkit, text: str) -> None:
    (tmp_path / "a.md").write_text(BAD)
    (tmp_path / "b.json").write_text(text)
    for option in ("--baseline", "--write-baseline"):
        done = tenderkit("lint", "a.md", option, "b.json", cwd=tmp_path)
        assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1 and "b.json" in done.stderr
        assert (tmp_path / "b.json").read_text() == text
    assert tenderkit("lint", "a.md", "--baseline", "none.json", cwd=tmp_path).returncode == 2


def test_suppression_counts_in_the_summary_and_not_in_the_status(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "a.md").write_text(BAD.replace("7.1", "<!-- tenderkit: negeer LCK003 reden: akkoord -->\n7.1"))
    done = tenderkit("lint", "a.md", *CALM, cwd=tmp_path)
    assert done.returncode == 0 and "1 onderdrukt" in done.stdout and "LCK003" not in done.stdout
    shown = tenderkit("lint", "a.md", *CALM, "--format", "json", cwd=tmp_path)
    assert json.loads(shown.stdout)["summary"] == {"error": 0, "warning": 0, "info": 0}


def test_suppression_by_fingerprint(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "a.md").write_text(BAD)
    found = json.loads(tenderkit("lint", "a.md", *CALM, "--format", "json", cwd=tmp_path).stdout)
    mark = found["documents"][0]["findings"][0]["fingerprint"]
    (tmp_path / "tenderkit.toml").write_text(f'[[suppress]]\nfingerprint = "{mark}"\nreason = "akkoord"\n')
    assert tenderkit("lint", "a.md", *CALM, cwd=tmp_path).returncode == 0
    (tmp_path / "a.md").write_text("# Overeenkomst\n\nDe leverancier levert de dienst.\n")
    done = tenderkit("lint", ".", *CALM, cwd=tmp_path)
    assert done.returncode == 1 and "SUP001" in done.stdout and "tenderkit.toml:1" in done.stdout


def test_profiles_and_files_of_their_own(tmp_path: Path, tenderkit) -> None:
    for name in ("a.md", "oud/b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BAD)
    few, much = (
        tenderkit("lint", "a.md", "--profile", name, "--format", "json", cwd=tmp_path) for name in ("min", "strict")
    )
    assert few.returncode == 0 and much.returncode == 1
    assert set(rules_of(few)) < set(rules_of(much)) and "FLX004" not in rules_of(few)
    (tmp_path / "tenderkit.toml").write_text('select = ["LCK"]\n[per-file-ignores]\n"oud/*" = ["auto-renewal"]\n')
    done = tenderkit("lint", ".", "--format", "json", cwd=tmp_path)
    assert [[f["rule"] for f in d["findings"]] for d in json.loads(done.stdout)["documents"]] == [["LCK003"], []]
    added = tenderkit("lint", "a.md", "--extend-select", "FLX008", "--format", "json", cwd=tmp_path)
    assert rules_of(added) == ["LCK003", "FLX008"]


def test_settings_in_force_and_the_files_of_a_run(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "tenderkit.toml").write_text('fail-on = "warning"\n\nexclude = ["oud"]\n[severity]\nLCK003 = "error"\n')
    for name in ("a.md", "oud/b.md", "nieuw/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BAD)
    shown = tenderkit("lint", "a.md", "--show-settings", "--profile", "min", cwd=tmp_path).stdout
    lines = {line.split(" = ")[0]: line for line in shown.splitlines() if " = " in line}
    assert lines["fail-on"].endswith("tenderkit.toml:1") and lines["exclude"].endswith("tenderkit.toml:3")
    assert lines["profile"].startswith('profile = "min"') and lines["profile"].endswith("# command line")
    assert lines["language"].endswith("# default")
    assert any(line.startswith("LCK003") and line.endswith("error (its own: warning)") for line in shown.splitlines())

    def files(*options: str) -> list[str]:
        return tenderkit("lint", ".", "--show-files", *options, cwd=tmp_path).stdout.split()

    assert files() == ["a.md", "nieuw/c.md"]
    assert files("--extend-exclude", "nieuw") == ["a.md"]
    assert files("--exclude", "a.md") == ["nieuw/c.md", "oud/b.md"]


def test_rules_as_json_one_and_all(tenderkit) -> None:
    (one,) = json.loads(tenderkit("rule", "unused-suppression", "--format", "json").stdout)
    assert one["code"] == "SUP001" and one["examples"]["nl"]["bad"]
    every = json.loads(tenderkit("rule", "--format", "json").stdout)
    assert len(every) > 100 and one in every


# Bad surroundings


def test_links_that_circle_or_leave_the_folder_are_not_followed(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "buiten").mkdir()
    (tmp_path / "buiten" / "b.md").write_text(BAD)
    (tmp_path / "map" / "in").mkdir(parents=True)
    (tmp_path / "map" / "a.md").write_text(BAD)
    (tmp_path / "map" / "in" / "terug").symlink_to(tmp_path / "map")
    (tmp_path / "map" / "zelf").symlink_to(tmp_path / "map" / "zelf")
    (tmp_path / "map" / "weg").symlink_to(tmp_path / "buiten")
    done = tenderkit("lint", "map", "--format", "json", "--select", "LCK", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [d["path"] for d in json.loads(done.stdout)["documents"]] == ["map/a.md"]
    named = tenderkit("lint", "map/weg", "--show-files", cwd=tmp_path)
    assert named.stdout.split() == ["map/weg/b.md"]


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(str(tmp_path)) + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(name)).write_text(BAD)
    except OSError:
        pytest.skip("this file system takes no such names")

    def run(*options: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "tenderkit", "lint", ".", "--select", "LCK", *options]
        return subprocess.run(command, cwd=tmp_path, capture_output=True)

    for options in ((), ("--format", "json"), ("--format", "json", "-o", "out.json"), ("--write-baseline", "b.json")):
        done = run(*options)
        assert done.returncode == 0 and b"Traceback" not in done.stderr, done.stderr
    assert json.loads((tmp_path / "out.json").read_bytes())["documents"][0]["path"] == "caf\udce9.md"
    done = run("--baseline", "b.json", "--fail-on", "info")
    assert (done.returncode, done.stderr) == (0, b"")
    Path(os.fsdecode(name)).write_bytes(b"\xff")
    done = run()
    assert done.returncode == 2 and b"caf\\udce9.md" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_disk_is_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD)
    for command in (
        "lint a.md > /dev/full",
        "lint a.md -o /dev/full",
        "lint a.md --write-baseline /dev/full",
        "rule > /dev/full",
    ):
        done = subprocess.run(
            f"{sys.executable} -m tenderkit {command}", shell=True, cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 2, command
        assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr, done.stderr
    assert Path("/dev/full").is_char_device()


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD)
    command = [sys.executable, "-m", "tenderkit", "lint", "a.md", "--format", "json", "-o", "/dev/stdout"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert done.returncode == 0 and json.loads(done.stdout)["schema"] == "tenderkit.lint/1"
