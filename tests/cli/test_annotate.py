"""tenderkit annotate as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderkit.document.readers import read
from tenderkit.document.writers import write_word

TEXT = (
    "# Overeenkomst\n\n## 7. Duur\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "draft.md").write_text(TEXT)
    path = tmp_path / "draft.docx"
    path.write_bytes(write_word(read(tmp_path / "draft.md")))
    return path


def test_every_finding_becomes_a_comment(tmp_path: Path, tenderkit, draft: Path) -> None:
    done = tenderkit("annotate", draft, "-o", tmp_path / "out.docx", "--summary", "--no-config")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / 'out.docx'}\n", "")
    found = json.loads(tenderkit("lint", draft, "--format", "json", "--no-config").stdout)["documents"][0]["findings"]
    before, after = read(draft), read(tmp_path / "out.docx")
    assert [b.text for b in after.blocks] == [b.text for b in before.blocks]
    assert sum(len(b.comments) for b in after.blocks) == len(found) + 1
    for finding in found:
        block = after.blocks[finding["block"] or 0]
        assert any(c.startswith(finding["message"]) and finding["rule"] in c for c in block.comments)
    assert after.blocks[0].kind == "title" and after.blocks[0].comments[0].startswith("Nagekeken door tenderkit: ")


def test_again_in_place_with_force(tmp_path: Path, tenderkit, draft: Path) -> None:
    tenderkit("annotate", draft, "-o", tmp_path / "out.docx", "--no-config")
    once = (tmp_path / "out.docx").read_bytes()
    refused = tenderkit("annotate", "out.docx", "-o", "./out.docx", "--no-config", cwd=tmp_path)
    assert refused.returncode == 2 and "--force" in refused.stderr and len(refused.stderr.splitlines()) == 1
    again = tenderkit("annotate", "out.docx", "-o", "./out.docx", "--no-config", "--force", cwd=tmp_path)
    assert again.returncode == 0 and (tmp_path / "out.docx").read_bytes() == once
    tenderkit("annotate", "out.docx", "-o", "out.docx", "--force", "--no-config", "--select", "SET", cwd=tmp_path)
    assert not any(b.comments for b in read(tmp_path / "out.docx").blocks)


def test_select_messages_and_configuration(tmp_path: Path, tenderkit, draft: Path) -> None:
    (tmp_path / "tenderkit.toml").write_text('select = ["LCK003"]\nmessages = "en"\nfail-on = "info"\n')
    out = tmp_path / "out.docx"
    assert tenderkit("annotate", draft, "-o", out).returncode == 0
    comments = [c for b in read(out).blocks for c in b.comments]
    assert len(comments) == 1 and "(warning LCK003)" in comments[0]
    assert tenderkit("annotate", draft, "-o", out, "--fail-on", "warning").returncode == 1
    assert tenderkit("annotate", draft, "-o", out, "--select", "LCKK").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["draft.md", "-o", "out.docx"], "draft.md: this is no Word file"),
        (["draft.docx", "-o", "out.pdf"], "out.pdf: this is no name for a Word file"),
        (["missing.docx", "-o", "out.docx"], "missing.docx: there is no such file"),
        (["draft.docx", "-o", "nowhere/out.docx"], "the folder does not exist"),
        (["draft.docx"], "--output"),
    ],
)
def test_wrong_use_is_one_line(tmp_path: Path, tenderkit, draft: Path, arguments: list[str], says: str) -> None:
    done = tenderkit("annotate", *arguments, cwd=tmp_path)
    assert done.returncode == 2 and says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not (tmp_path / "out.docx").exists()


def test_a_file_that_is_no_package_is_one_line(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 kapot")
    done = tenderkit("annotate", "bad.docx", "-o", "out.docx", cwd=tmp_path)
    assert done.returncode == 2 and "bad.docx" in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out.docx").exists()
