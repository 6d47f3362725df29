"""The requirements part of the tender file: what the register holds that `tenderkit build` can use, and what still lacks."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tenderkit.regie.register.model import Entry
from tenderkit.regie.register.register import Register
from tenderkit.regie.register.texts import texts

_MUST = ("chapter", "goal", "reason", "test", "owner")
_WISH = ("chapter", "reason", "owner", "points", "criterion", "aspects", "pages")


def fragment(register: Register) -> str:
    """YAML with requirements, wishes and conflicts; what is not whole yet is named in comments and left out."""
    words = texts()[register.language]
    made: dict[str, list[Any]] = {"requirements": [], "wishes": [], "conflicts": []}
    lacking: list[str] = []
    for entry in register.entries:
        kind = entry.fields["kind"]
        if kind not in ("must", "wish"):
            if kind != "drop":
                lacking.append(words["lacks"].format(entry.id, words["kind"]))
            continue
        lacks = _lacks(entry)
        if lacks:
            lacking.append(words["lacks"].format(entry.id, ", ".join(words[n] for n in lacks)))
            continue
        made["requirements" if kind == "must" else "wishes"].append(_must(entry) if kind == "must" else _wish(entry))
    for conflict in register.conflicts:
        lacks = [n for n in ("decision", "decided_by", "date") if not conflict.fields.get(n)]
        if lacks or not re.fullmatch(r"\d{4}-\d\d-\d\d", conflict.fields["date"]):
            lacking.append(words["lacks"].format(conflict.id, ", ".join(words[n] for n in lacks or ["date"])))
            continue
        found: dict[str, Any] = {"id": conflict.id, "subject": conflict.subject, "positions": dict(conflict.positions)}
        found |= {
            "options": [conflict.module],
            "decision": conflict.fields["decision"],
            "decided_by": conflict.fields["decided_by"],
        }
        found["date"] = _Date(conflict.fields["date"])
        if conflict.fields.get("option"):
            found["module"] = conflict.fields["option"]
        made["conflicts"].append(found)
    text = yaml.dump(made, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118)
    if lacking:
        text += f"# {words['left out']}:\n" + "".join(f"#   {line}\n" for line in lacking)
    return text


class _Date(str):
    """A date, written without quotes."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(_Date, lambda dumper, date: dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(date)))


def _lacks(entry: Entry) -> list[str]:
    fields = entry.fields
    if fields["kind"] == "must":
        lacks = [n for n in _MUST if not fields[n]]
        if entry.level.startswith("H") and not fields["reason_how"]:
            lacks.append("reason_how")
        return lacks
    return [n for n in _WISH if not fields[n] or (n in ("points", "pages") and not fields[n].isdigit())]


def _votes(entry: Entry) -> dict[str, str]:
    return {who: vote for who, vote in sorted(entry.votes.items()) if vote in ("must", "wish", "no")}


def _head(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "chapter": entry.fields["chapter"], "text": " ".join(entry.fields["statement"].split())}


def _must(entry: Entry) -> dict[str, Any]:
    fields, found = entry.fields, _head(entry)
    found |= {"level": entry.level, "goal": fields["goal"], "owner": fields["owner"], "reason": fields["reason"]}
    found |= {n: fields[n] for n in ("reason_how", "legal_basis") if fields[n]}
    return found | {"votes": _votes(entry), "test": fields["test"]}


def _wish(entry: Entry) -> dict[str, Any]:
    fields, found = entry.fields, _head(entry)
    found |= {
        "owner": fields["owner"],
        "reason": fields["reason"],
        "points": int(fields["points"]),
        "criterion": fields["criterion"],
    }
    found["aspects"] = [a.strip() for a in re.split(r"[;\n]", fields["aspects"]) if a.strip()]
    return found | {"pages": int(fields["pages"]), "votes": _votes(entry)}
