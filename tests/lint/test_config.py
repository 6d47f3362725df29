"""The configuration file: what it says, and what is said of mistakes in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderkit.errors import InputError, InputErrors
from tenderkit.lint.choice import choose, listed_in
from tenderkit.lint.config import Config, find_config, load_config
from tenderkit.lint.rules import load_rules
from tenderkit.lint.toml_places import key_lines

GOOD = """profile = "strict"
extend-select = ["DET"]

[profiles]
guide = "min"

[per-file-ignores]
"bijlagen/*" = [
  "LCK",
  "exit-plan",
]

[[suppress]]
fingerprint = "0123456789abcdef"
reason = "akkoord"

[[suppress]]
fingerprint = "fedcba9876543210"
"""


def load(tmp_path: Path, text: str, name: str = "tenderkit.toml") -> Config:
    path = tmp_path / name
    path.write_text(text)
    return load_config(path)


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    config = load(tmp_path, GOOD)
    assert config.line_of("per-file-ignores", "bijlagen/*", 1) == 10
    assert [(e.fingerprint[:4], e.line) for e in listed_in(config)] == [("0123", 13), ("fedc", 17)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("reason =", "reson =", ":15: unknown key 'reson' in suppress; did you mean 'reason'?"),
        ("extend-select", "extend-selct", ":2: unknown key 'extend-selct'; did you mean 'extend-select'?"),
        ('"strict"', '"strickt"', ":1: profile: input should be 'min', 'standard' or 'strict', not 'strickt'; did you mean 'strict'?"),
        ("guide =", "guid =", ":5: profiles.guid: input should be"),
        ('guide = "min"', "guide = 3", ":5: profiles.guide: input should be"),
        ('  "LCK",', "  3,", ":9: per-file-ignores.bijlagen/*.0: input should be a valid string"),
        ('fingerprint = "fed', 'fingerprint = "xyz', ":18: suppress.1.fingerprint: string should match"),
        ('fingerprint = "fedcba9876543210"', 'path = "x"', ":17: 'fingerprint' is missing in suppress; add it"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_what_is_near(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(InputErrors) as error:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert len(error.value.errors) == 1
    assert f"tenderkit.toml{says}" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"DET"', '"DETT"', ":2: no rule is called 'DETT'"),
        ('"exit-plan"', '"exit-plann"', ":10: no rule is called 'exit-plann'; did you mean 'exit-plan'?"),
    ],
)
def test_words_that_name_no_rule_too(tmp_path: Path, old: str, new: str, says: str) -> None:
    config = load(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        choose(config, load_rules())
    assert f"tenderkit.toml{says}" in str(error.value)


def test_lines_in_pyproject_are_those_of_that_file(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.tenderkit]\nselect = ["LCK"]\n\n[tool.tenderkit.severity]\nLCK003 = "hoog"\n'
    with pytest.raises(InputErrors) as error:
        load(tmp_path, text, "pyproject.toml")
    assert "pyproject.toml:8: severity.LCK003:" in str(error.value)


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    rules = load_rules()
    config = load(tmp_path, 'select = ["LCK"]\nignore = ["LCK001"]\nprofile = "strict"\n[profiles]\nguide = "min"\n')
    assert "LCK001" not in choose(config, rules).wanted("agreement")
    assert choose(config, rules, select=["LCK001"]).wanted("agreement") == {"LCK001"}
    assert choose(config, rules, ignore=["LCK003"]).wanted("agreement") & {"LCK001", "LCK003"} == set()
    assert choose(config, rules, extend=["DET002"]).wanted("agreement") >= {"LCK002", "DET002"}
    assert choose(config, rules, profile="min").profiles == {}


def test_a_folder_that_may_not_be_looked_into_is_passed_over(tmp_path: Path, monkeypatch) -> None:
    inner = tmp_path / "closed" / "drafts"
    inner.mkdir(parents=True)
    (tmp_path / "tenderkit.toml").write_text("")
    is_file = Path.is_file

    def guarded(path: Path) -> bool:
        if path.parent.name == "closed":
            raise PermissionError(13, "Permission denied")
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", guarded)
    assert find_config(inner) == tmp_path / "tenderkit.toml"


def test_a_file_that_may_not_be_read_is_one_error_with_a_way_out(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "tenderkit.toml"
    path.write_text("")

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(InputError, match=r"cannot be read: Permission denied; .*--no-config"):
        load_config(path)


def test_lines_of_keys_in_every_notation() -> None:
    text = 'a.b = 1 # [x]\nc = """\n[no]\nd = 1\n"""\ne = [{f = 1}, # ]\n  {f = 2}]\n["g.h".i]\n\'j k\' = 1\n'
    assert key_lines(text) == {
        ("a",): 1, ("a", "b"): 1, ("c",): 2, ("e",): 6, ("e", 0): 6, ("e", 0, "f"): 6, ("e", 1): 7, ("e", 1, "f"): 7,
        ("g.h", "i"): 8, ("g.h", "i", "j k"): 9,
    }  # fmt: skip
