"""tenderkit lint as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

BAD = (
    "# Overeenkomst\n\n## 7. Duur\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"
)


def test_text_names_place_rule_passage_and_remedy(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    done = tenderkit("lint", "draft.md", "--select", "LCK003", cwd=tmp_path)
    assert done.returncode == 0  # a warning; errors fail by default
    assert "draft.md" in done.stdout and "art. 7.1 Duur" in done.stdout and "LCK003 auto-renewal" in done.stdout
    assert "stilzwijgend met twee jaar" in done.stdout and "→" in done.stdout and "term-renewal" in done.stdout
    assert "\x1b[" not in done.stdout


def test_exit_status_follows_fail_on(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    run = [tenderkit("lint", "draft.md", "--select", "LCK003", *more, cwd=tmp_path).returncode for more in (
        ["--fail-on", "warning"], ["--fail-on", "warning", "--exit-zero"], ["--fail-on", "never"], ["--ignore", "LCK003"],
    )]  # fmt: skip
    assert run == [1, 0, 0, 0]


def test_json_has_the_promised_shape(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    data = json.loads(tenderkit("lint", "draft.md", "--format", "json", cwd=tmp_path).stdout)
    assert list(data) == ["schema", "version", "documents", "summary"]
    assert data["schema"] == "tenderkit.lint/1"
    (document,) = data["documents"]
    assert list(document) == ["path", "kind", "language", "findings", "mechanisms", "measures"]
    assert document["kind"] == "agreement" and document["language"] == "nl"
    finding = next(f for f in document["findings"] if f["rule"] == "LCK003")
    assert list(finding) == [
        "rule", "name", "severity", "message", "clause", "heading", "block", "start", "end", "evidence", "suggestion", "fix",
        "fingerprint",
    ]  # fmt: skip
    assert (finding["clause"], finding["heading"], finding["fix"]) == ("7.1", "Duur", "term-renewal")
    assert len(document["mechanisms"]) == 27
    for mechanism in document["mechanisms"].values():
        assert list(mechanism) == ["state", "completeness", "evidence", "missing"]
    missing = next(f for f in document["findings"] if f["rule"] == "FLX008")
    assert [missing[k] for k in ("block", "start", "end", "evidence")] == [None] * 4
    assert {"words", "axes"} <= set(document["measures"])
    assert sum(data["summary"].values()) == len(document["findings"])


def test_standard_input(tenderkit) -> None:
    done = tenderkit("lint", "-", "--format", "json", "--no-config", stdin=BAD.encode())
    document = json.loads(done.stdout)["documents"][0]
    assert document["path"] == "stdin.md" and any(f["rule"] == "LCK003" for f in document["findings"])


def test_the_nearest_configuration_counts(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "tenderkit.toml").write_text('select = ["LCK"]\nfail-on = "warning"\n[severity]\nLCK003 = "info"\n')
    inner = tmp_path / "drafts"
    inner.mkdir()
    (inner / "draft.md").write_text(BAD)
    done = tenderkit("lint", "drafts/draft.md", "--format", "json", cwd=tmp_path)
    findings = json.loads(done.stdout)["documents"][0]["findings"]
    assert done.returncode == 0
    assert {f["rule"][:3] for f in findings} == {"LCK"} and findings[0]["severity"] == "info"
    (inner / "tenderkit.toml").write_text('ignore = ["LCK"]\n')
    done = tenderkit("lint", "drafts/draft.md", "--format", "json", cwd=tmp_path)
    assert not [f for f in json.loads(done.stdout)["documents"][0]["findings"] if f["rule"].startswith("LCK")]


def test_a_folder_is_walked_and_excluded_files_are_left_out(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "tenderkit.toml").write_text('exclude = ["oud/*"]\n')
    for name in ("a.md", "oud/b.md", ".verborgen/c.md", "README.md", "é met spatie.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BAD)
    done = tenderkit("lint", ".", "--format", "json", cwd=tmp_path)
    assert [d["path"] for d in json.loads(done.stdout)["documents"]] == ["a.md", "é met spatie.md"]
    named = tenderkit("lint", "oud/b.md", "--format", "json", cwd=tmp_path)
    assert len(json.loads(named.stdout)["documents"]) == 1
    forced = tenderkit("lint", "oud/b.md", "--force-exclude", "--format", "json", cwd=tmp_path)
    assert json.loads(forced.stdout)["documents"] == []


def test_output_file_and_same_bytes(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    for name in ("one.json", "two.json"):
        tenderkit("lint", "draft.md", "--format", "json", "-o", name, cwd=tmp_path)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes() != b""


def test_messages_in_english_about_a_dutch_draft(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    done = tenderkit("lint", "draft.md", "--messages", "en", "--select", "FLX008", cwd=tmp_path)
    assert "missing" in done.stdout and "ontbreekt" not in done.stdout


def test_text_shows_the_numbers(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    done = tenderkit("text", "draft.md", cwd=tmp_path)
    assert "7.1 De overeenkomst wordt stilzwijgend" in done.stdout


def test_measures_are_shown_when_asked(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(BAD)
    short = tenderkit("lint", "draft.md", "--select", "LCK003", cwd=tmp_path).stdout
    assert "Dekking" in short and "lock-in-index" in short and "richtwaarde" not in short
    long = tenderkit("lint", "draft.md", "--select", "LCK003", "--measures", cwd=tmp_path).stdout
    assert "richtwaarde" in long and "I19 lock-in-index" in long
