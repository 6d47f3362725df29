"""The page: everything escaped, everything there, usable without a mouse, a network or scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tenderkit.lint.engine import Linter
from tenderkit.lint.findings import DocumentReport
from tenderkit.report.html import render

VOID = {"meta", "input", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """What a page holds: tags with attributes, ids, and the text of each element with an id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.text = ""
        self.headings: list[int] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in VOID and tag not in ("rect", "circle", "line"):
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if (found.get("href") or "").startswith("#"):
            self.targets.append((found["href"] or "")[1:])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "circle", "line"):
            assert self.open and self.open.pop() == tag, f"{tag} at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text += data


@pytest.fixture(scope="module")
def text(linter: Linter, rigid: DocumentReport, hostile: DocumentReport, clean: DocumentReport) -> str:
    return render([rigid, hostile, clean], linter.all_rules)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_nothing_from_a_document_becomes_markup(text: str, page: Page) -> None:
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert "img" not in names and sum(tag == "script" for tag, _ in page.tags) == 1
    attributes = {name for _, found in page.tags for name in found}
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "action")]
    for hostile in (
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(2)</script>",
        "<svg onload=alert(3)>",
        "{{ 7*7 }}",
    ):
        assert hostile in page.text
    assert not re.search(r"https?://", text)


def test_every_finding_stands_at_its_passage(page: Page, rigid: DocumentReport, hostile: DocumentReport) -> None:
    notes = [found for tag, found in page.tags if tag == "li" and "note" in (found.get("class") or "")]
    findings = [*rigid.findings, *hostile.findings]
    assert len(notes) == len(findings)
    assert [n["data-severity"] for n in sorted(notes, key=lambda n: int((n["id"] or "")[1:]))] == [
        f.severity for f in findings
    ]
    for number, finding in enumerate(findings, 1):
        assert f"f{number}" in page.ids
        assert (f"p{number}" in page.ids) == (finding.block is not None)
        assert finding.message in page.text and (finding.suggestion or "") in page.text


def test_the_text_is_whole(page: Page, rigid: DocumentReport) -> None:
    squeezed = re.sub(r"Bevinding \d+", "", page.text)
    for paragraph in rigid.text[:40]:
        if paragraph.block not in {f.block for f in rigid.findings}:
            assert paragraph.text in squeezed
    assert sum(tag == "td" for tag, _ in page.tags) > sum(p.cell is not None and not p.cell.header for p in rigid.text)


def test_ids_are_unique_links_lead_somewhere_and_headings_skip_no_level(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_languages_of_page_document_and_messages(linter: Linter, rigid: DocumentReport) -> None:
    english = render([rigid], linter.all_rules, "en")
    assert '<html lang="en">' in english and '<div class="text" lang="nl">' in english
    assert '<article id="d1" aria-labelledby="d1-title" lang="en">' in english
    assert "boarded up" in english and "dichtgetimmerd" not in english
    dutch = render([rigid], linter.all_rules)
    assert '<html lang="nl">' in dutch and "dichtgetimmerd" in dutch and "star juridisch" in dutch


def test_the_same_bytes_each_time_and_no_text_asked_for(linter: Linter, rigid: DocumentReport) -> None:
    assert render([rigid], linter.all_rules) == render([rigid], linter.all_rules)
    bare = Page(render([replace(rigid, text=())], linter.all_rules))
    assert bare.ids.count("f1") == 1 and not [i for i in bare.ids if re.fullmatch(r"p\d+", i)]
    assert set(bare.targets) <= set(bare.ids)
    nothing = Page(render([], linter.all_rules))
    assert nothing.open == [] and "main" in nothing.ids


def test_contrast_of_the_colours() -> None:
    from tenderkit.report.html import _asset

    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", _asset("page.css")))

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
        parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        low, high = sorted((luminance(colours[one]), luminance(colours[other])))
        return (high + 0.05) / (low + 0.05)

    pairs = [("ink", "paper"), ("soft", "paper"), ("soft", "wash"), ("link", "paper"), ("link", "wash")]
    for severity in ("error", "warning", "info"):
        pairs += [
            (severity, f"{severity}-bg"),
            ("ink", f"{severity}-bg"),
            ("link", f"{severity}-bg"),
            (severity, "paper"),
        ]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_a_browser_the_filters_work_and_nothing_hostile_runs(text: str, tmp_path: Path) -> None:
    probe = """<script>addEventListener("load", () => {
      const form = document.getElementById("filters");
      const shown = () => [...document.querySelectorAll(".note")].filter((n) => !n.hidden);
      const all = shown().length;
      form.querySelector("input[value=warning]").click();
      const fewer = shown().filter((n) => n.dataset.severity === "warning").length;
      form.querySelector("input[value=warning]").click();
      form.elements.search.value = "stilzwijgend"; form.dispatchEvent(new Event("input"));
      const found = shown().length;
      form.elements.next.click();
      const focused = document.activeElement.id;
      document.title = [form.hidden, all, fewer, found > 0 && found < all, focused.startsWith("f"),
        document.images.length, document.querySelectorAll("svg[onload]").length].join(" ");
    });</script></body>"""
    opened = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("</body>", probe)
    (tmp_path / "page.html").write_text(opened, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [*command, "--virtual-time-budget=5000", "--dump-dom", (tmp_path / "page.html").as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    number = text.count('<li class="note')
    assert title and title.group(1) == f"false {number} 0 true true 0 0"


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_a_browser_the_policy_lets_our_own_script_run(text: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [*command, "--virtual-time-budget=5000", "--dump-dom", (tmp_path / "page.html").as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    number = text.count('<li class="note')
    assert f"{number} van {number} bevindingen in beeld" in done.stdout
