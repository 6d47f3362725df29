"""Which findings come first when there is room for a few."""

from tenderkit.lint.findings import Finding
from tenderkit.lint.ranking import most_telling


def finding(rule: str, name: str, severity: str = "warning") -> Finding:
    return Finding(rule, name, severity, "x")  # type: ignore[arg-type]


def test_families_take_turns_and_no_rule_comes_twice() -> None:
    found = [
        finding("REF001", "placeholder"), finding("FLX001", "change-control"), finding("FLX008", "exit-plan"),
        finding("LCK003", "auto-renewal"), finding("LCK003", "auto-renewal"), finding("LCK001", "exclusivity"),
        finding("DET002", "brand-name", "error"), finding("DET001", "how-not-what"),
    ]  # fmt: skip
    assert [f.name for f in most_telling(found, 6)] == [
        "exclusivity", "exit-plan", "brand-name", "placeholder", "auto-renewal", "change-control",
    ]  # fmt: skip
    assert len(most_telling(found, 99)) == 7


def test_nothing_gives_nothing() -> None:
    assert most_telling([], 5) == []
