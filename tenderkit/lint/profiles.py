"""Profiles: how much is asked of a document. rules/profiles.yml says which rules each has, and how serious they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from tenderkit.data import read_yaml
from tenderkit.lint.findings import DocumentKind, Severity
from tenderkit.lint.parts import Strict
from tenderkit.lint.rules import Bilingual
from tenderkit.places import data_folder

ProfileName = Literal["min", "standard", "strict"]


class Choice(Strict):
    """Rules by code or beginning of a code, and severities by the same."""

    rules: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = Field(default_factory=dict)


class Profile(Choice):
    """A profile: what the one it extends has, and more. For a kind of document that `kinds` names, its rules stand
    instead of those of the profile (where it names any) and its severities go before."""

    about: Bilingual
    extends: ProfileName | None = None
    kinds: Mapping[DocumentKind, Choice] = Field(default_factory=dict)

    def rules_for(self, kind: str) -> tuple[str, ...]:
        """The words for the rules of a kind of document."""
        own = self.kinds.get(kind)  # type: ignore[call-overload]
        return own.rules if own and own.rules else self.rules

    def severities_for(self, kind: str) -> Mapping[str, Severity]:
        """Severities by word for a kind of document."""
        own = self.kinds.get(kind)  # type: ignore[call-overload]
        return {**self.severity, **(own.severity if own else {})}


class Profiles(Strict):
    """The file of the profiles."""

    profiles: Mapping[ProfileName, Profile]

    @model_validator(mode="after")
    def _extend_what_stands_before(self) -> Profiles:
        known: set[str] = set()
        for name, profile in self.profiles.items():
            if profile.extends and profile.extends not in known:
                raise ValueError(f"profile {name} extends {profile.extends}, which does not stand before it")
            known.add(name)
        return self


@cache
def load_profiles() -> Mapping[str, Profile]:
    """The profiles by name, each with what it takes over from the one that it extends."""
    found: dict[str, Profile] = {}
    for name, profile in read_yaml(data_folder("rules") / "profiles.yml").parse(Profiles).profiles.items():
        if profile.extends:
            base = found[profile.extends]
            rules = tuple(dict.fromkeys((*base.rules, *profile.rules)))
            kinds = {**(base.kinds if not profile.rules else {}), **profile.kinds}
            profile = profile.model_copy(
                update={"rules": rules, "kinds": kinds, "severity": {**base.severity, **profile.severity}}
            )
        found[name] = profile
    return found
