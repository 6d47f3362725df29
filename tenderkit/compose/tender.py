"""The tender file: what an authority fills in once, and what every document of the set is composed from.

The descriptions below become the generated JSON schema, so they are written for the officer who fills in the file.
Unknown keys are errors. What one field can tell about itself is checked by its type; what two places in the file must
agree on is checked by `check`, which names the line and column of the place that has to change.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from tenderkit.data import Data, Path_, read_yaml
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.library.model import MECHANISMS

SCHEMA = "tenderkit.tender/1"

DocumentId = Literal["guide", "requirements", "agreement", "sla", "dap", "exit-plan"]
"""The documents that can be built. Annexes beside them carry other ids."""

Stance = Literal["firm", "balanced", "trust"]
Level = Literal["W0", "W1", "W2", "H3", "H4", "H5"]
Step = Literal[
    "market_consultation",
    "prior_notice",
    "publication",
    "meeting",
    "questions",
    "answers",
    "second_questions",
    "second_answers",
    "deadline",
    "presentations",
    "award",
    "standstill_end",
    "signing",
    "onboarding",
    "start",
    "other",
]


def _text(value: Any) -> Any:
    # YAML reads 1.0, 2027-01-01 and no as number, date and false: say so instead of "should be a valid string".
    if isinstance(value, bool | int | float | datetime.date):
        raise ValueError("text is asked for; put it between quotes")
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        raise ValueError("this text is empty; fill it in")
    return value


def _whole(value: Any) -> Any:
    # pydantic would take true for 1 and "4" for 4.
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is asked for, without quotes, point or unit")
    return value


def _money(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("an amount in euros is asked for, as a plain number: 4200000 or 4200000.50")
    return Decimal(str(value))


def _date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise ValueError("a date is asked for, as year-month-day: 2027-01-31")
    return value


def _vote(value: Any) -> Any:
    # YAML 1.1 reads an unquoted no as false.
    value = "no" if value is False else value
    if value not in ("must", "wish", "no"):
        raise ValueError("a vote is must, wish or no")
    return value


def _mechanism(value: str) -> str:
    if value not in MECHANISMS:
        raise ValueError(f"not a mechanism; {nearest(value, MECHANISMS)}")
    return value


def _setting(value: Any) -> Any:
    if isinstance(value, bool | int | float | str | datetime.date):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise ValueError("a parameter is a number, a text, a date, true or false, or a list of texts")


Text = Annotated[str, BeforeValidator(_text)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
Positive = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Money = Annotated[
    Decimal, BeforeValidator(_money), Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
Day = Annotated[datetime.date, BeforeValidator(_date)]
Vote = Annotated[Literal["must", "wish", "no"], BeforeValidator(_vote)]
Mechanism = Annotated[str, AfterValidator(_mechanism), WithJsonSchema({"type": "string", "enum": list(MECHANISMS)})]
Setting = Annotated[
    bool | int | float | str | datetime.date | list[str],
    PlainValidator(_setting),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "number"},
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]


def _code(value: str) -> str:
    words = value.split("-")
    if not value.isascii() or not value[0].isalpha() or not all(word.isalnum() for word in words):
        raise ValueError("an id starts with a letter and has letters, digits and single hyphens, like E-001 or price")
    return value


Code = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(_code),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$"}),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Authority(_Part):
    """The body that tenders and signs."""

    name: Text = Field(description="Full name, as it stands in the agreement.")
    short: Text = Field(description="Short name, as used in running text.")
    kind: Text = Field(description="What kind of body it is: municipality, gemeenschappelijke regeling, ...")
    address: Text = Field(description="Street and number.")
    place: Text = Field(description="Place where it is seated.")
    registration: Text = Field(description="Number in the trade register or a like register.")
    represented_by: Text = Field(description="The role that signs; a role, not the name of a person.")


class Participant(_Part):
    """An organisation that uses the services under the agreement, or may join later."""

    id: Code = Field(description="Short id, used in votes, positions and owners.")
    name: Text = Field(description="Full name.")
    short: Text = Field(description="Short name, as used in tables.")
    role: Literal["lead", "participant", "joinable"] = Field(
        description="lead: speaks for all; participant: takes part from the start; joinable: named now, may join later."
    )
    workplaces: Count = Field(description="Workplaces at the time of the tender.")


class Subject(_Part):
    """What the tender is about."""

    summary: Text = Field(description="The assignment in one or two sentences.")
    background: Text = Field(description="Why this is tendered now; the present situation in short.")
    goals: list[Text] = Field(min_length=1, description="What has to be better afterwards, in results.")
    in_scope: list[Text] = Field(min_length=1, description="Services that belong to the assignment.")
    out_of_scope: list[Text] = Field(default=[], description="What readers might expect but is left out.")


class Lot(_Part):
    """One lot of a tender that is split."""

    id: Code = Field(description="Id of the lot.")
    title: Text = Field(description="Title of the lot.")
    description: Text = Field(description="What belongs to the lot.")


class Lots(_Part):
    """Whether the assignment is split into lots, and why (not)."""

    split: bool = Field(description="true when the assignment is split into lots.")
    reason: Text = Field(description="Why it is, or is not, split; the law asks for this reason.")
    items: list[Lot] = Field(default=[], description="The lots; only when split is true.")


class Procedure(_Part):
    """The procurement procedure."""

    kind: Literal["open", "restricted", "negotiated", "dialogue", "innovation"] = Field(
        description="open, restricted, negotiated (competitive with negotiation), dialogue or innovation (partnership)."
    )
    reason: Text = Field(description="Why this procedure.")
    questions_via: Text = Field(description="Where tenderers put their questions.")
    validity_days: Positive = Field(description="Days that a tender stays valid after the deadline.")
    variants: bool = Field(description="Whether variants are allowed.")
    consortium: Text = Field(description="What holds for consortia and for relying on others.")


class Value(_Part):
    """The value over the longest term, in euros without VAT, options and extensions included."""

    estimated: Money = Field(description="Estimated value in EUR, without VAT.")
    maximum: Money = Field(description="Maximum value in EUR, without VAT; not below the estimated value.")


class Volume(_Part):
    """A volume that is priced per unit, with the band in which it may move."""

    id: Code = Field(description="Id of the volume.")
    name: Text = Field(description="What is counted.")
    unit: Text = Field(description="Unit: workplace, server, hour, ...")
    reference: Count = Field(description="Reference volume, the 100 percent.")
    minimum_percent: Count = Field(
        description="Lower end of the band, in percent of the reference volume; at most 100."
    )
    maximum_percent: Count = Field(
        description="Upper end of the band, in percent of the reference volume; at least 100."
    )


class Term(_Part):
    """How long the agreement runs."""

    start: Day = Field(description="First day of the services.")
    years: Positive = Field(description="First term, in years.")
    options: Count = Field(description="How many times the authority may extend.")
    option_months: Count = Field(description="Length of one extension, in months; 0 without extensions.")
    maximum_years: Positive = Field(description="Longest term with every extension, in years.")


class GeneralTerms(_Part):
    """The general terms that are declared applicable, if any."""

    set: Literal["none", "gibit-2023", "arbit-2022"] = Field(description="none, gibit-2023 or arbit-2022.")
    reason: Text = Field(description="Why these terms, or why none.")


class Suitability(_Part):
    """A suitability requirement: what a tenderer must have shown before."""

    id: Code = Field(description="Id of the suitability requirement.")
    text: Text = Field(description="The demand and its proof.")
    reason: Text = Field(description="The competence or risk that it is about, and why it is proportionate.")


class Requirement(_Part):
    """A must: a tender that does not meet it is set aside."""

    id: Code = Field(description="Id, like E-001.")
    chapter: Text = Field(description="Chapter heading; requirements of one chapter stand together.")
    text: Text = Field(description="One testable demand, as a result where that can be.")
    level: Level = Field(
        description="W0 goal, W1 outcome, W2 function or performance, H3 means, H4 procedure, H5 organisation."
    )
    goal: Text = Field(description="What it is good for.")
    owner: Text = Field(description="Id of the participant that owns it; without participants, a role.")
    reason: Text = Field(description="Why it is a must and not a wish.")
    reason_how: Text | None = Field(default=None, description="Why a means or method is prescribed; needed for H3-H5.")
    legal_basis: Text | None = Field(default=None, description="The law or norm that asks for it, if any.")
    votes: dict[str, Vote] = Field(default={}, description="What each participant finds of it: must, wish or no.")
    test: Text = Field(description="How and when it is tested: document, demonstration, measurement.")


class Wish(_Part):
    """A wish: scored, not demanded."""

    id: Code = Field(description="Id, like W-01.")
    chapter: Text = Field(description="Chapter heading; wishes of one chapter stand together.")
    text: Text = Field(description="What is wished for.")
    owner: Text = Field(description="Id of the participant that owns it; without participants, a role.")
    reason: Text = Field(description="What it adds.")
    points: Positive = Field(description="Most points that can be scored; those of one criterion sum to its weight.")
    criterion: Code = Field(description="Id of the award criterion under which it is scored.")
    aspects: list[Text] = Field(min_length=1, description="What the assessors look at.")
    pages: Positive = Field(description="Most pages of an answer, A4.")
    votes: dict[str, Vote] = Field(default={}, description="What each participant finds of it: must, wish or no.")


class Conflict(_Part):
    """Something that participants want differently, and what was decided."""

    id: Code = Field(description="Id, like C-01.")
    subject: Text = Field(description="What it is about.")
    positions: dict[str, Text] = Field(min_length=1, description="Position per participant.")
    options: list[Text] = Field(min_length=1, description="The ways out that were weighed.")
    decision: Text = Field(description="What was decided, and why.")
    decided_by: Text = Field(description="The role or body that decided; not a person.")
    date: Day = Field(description="Day of the decision.")
    module: Code | None = Field(default=None, description="Id of the optional module that came out of it, if any.")


class Criterion(_Part):
    """An award criterion."""

    id: Code = Field(description="Id; the criterion that is scored on the price sheet has the id price.")
    name: Text = Field(description="Name.")
    weight: Positive = Field(le=100, description="Weight in percent; the weights of all criteria sum to 100.")
    explanation: Text = Field(description="What earns a good score.")


class Score(_Part):
    """One step of the scale on which wishes are scored."""

    score: Count = Field(description="The score; the highest of the scale earns all the points of a wish.")
    meaning: Text = Field(description="When an answer gets it.")


class Planned(_Part):
    """One date of the planning."""

    step: Step = Field(description="Which step of the procedure; other for a step without a name here.")
    label: Text = Field(description="How the step is named in the documents.")
    date: Day = Field(description="The day.")


class Kpi(_Part):
    """A performance indicator."""

    id: Code = Field(description="Id, like K-01.")
    name: Text = Field(description="What is measured.")
    target: Text = Field(description="The norm.")
    period: Text = Field(description="Over which period it is measured.")
    source: Text = Field(description="Where the figures come from.")
    consequence: Text = Field(description="What follows when the norm is not met.")


class Role(_Part):
    """A role in the cooperation; a role, not a person."""

    id: Code = Field(description="Id of the role.")
    name: Text = Field(description="Name of the role.")
    side: Literal["client", "supplier"] = Field(description="client or supplier.")
    tasks: list[Text] = Field(min_length=1, description="What the role does.")
    mandate: Text = Field(description="What the role may decide.")


class Uncertainty(_Part):
    """Something that cannot be known now, and the mechanisms that must absorb it."""

    id: Code = Field(description="Id, like O-01.")
    what: Text = Field(description="What is uncertain.")
    band: Text = Field(description="How far it may go either way.")
    mechanisms: list[Mechanism] = Field(min_length=1, description="Keys of the mechanisms that absorb it.")


class Option(_Part):
    """An optional module that the review clause names."""

    id: Code = Field(description="Id of the module.")
    title: Text = Field(description="Title.")
    description: Text = Field(description="What it holds, and when it may be called off.")


class Annex(_Part):
    """An annex beside the documents that are built."""

    id: Code = Field(description="Id, like price-sheet; not the id of a document.")
    title: Text = Field(description="Title.")
    who: Literal["authority", "supplier", "both"] = Field(description="Who fills it in.")


class Choice(_Part):
    """One deviation from the default clauses."""

    clause: Code = Field(description="Id of the clause.")
    use: bool | None = Field(default=None, description="false leaves the clause out, true puts an optional one in.")
    stance: Stance | None = Field(default=None, description="The variant to use.")
    reason: Text = Field(description="Why the default does not fit.")


class Clauses(_Part):
    """Which clauses are used."""

    stance: Stance = Field(default="balanced", description="The variant used where nothing else is chosen.")
    choose: list[Choice] = Field(default=[], description="Deviations, each with its reason.")


class Tender(_Part):
    """A tender file. `load_tender` reads and checks one."""

    schema_: Literal["tenderkit.tender/1"] = Field(alias="schema", description="Always tenderkit.tender/1.")
    language: Literal["nl", "en"] = Field(description="Language of the documents: nl or en.")
    reference: Text = Field(description="Reference of the tender in the authority's own administration.")
    title: Text = Field(description="Title of the tender.")
    version: Text = Field(description='Version of the set, between quotes: "0.9".')
    date: Day = Field(description="Date of the set.")
    status: Text = Field(description="Status of the set: concept, draft, final, ...")
    authority: Authority = Field(description="The body that tenders.")
    participants: list[Participant] = Field(default=[], description="Organisations that take part or may join.")
    subject: Subject = Field(description="What the tender is about.")
    lots: Lots = Field(description="Lots, or why there are none.")
    procedure: Procedure = Field(description="The procurement procedure.")
    value: Value = Field(description="Estimated and maximum value.")
    volumes: list[Volume] = Field(default=[], description="Reference volumes with their bands.")
    term: Term = Field(description="Term and extensions.")
    general_terms: GeneralTerms = Field(description="General terms that apply.")
    suitability: list[Suitability] = Field(default=[], description="Suitability requirements.")
    requirements: list[Requirement] = Field(default=[], description="The musts.")
    wishes: list[Wish] = Field(default=[], description="The scored wishes.")
    conflicts: list[Conflict] = Field(default=[], description="What participants wanted differently, with decisions.")
    criteria: list[Criterion] = Field(default=[], description="Award criteria; their weights sum to 100.")
    scoring: list[Score] = Field(default=[], description="The scale for wishes.")
    planning: list[Planned] = Field(default=[], description="The planning, earliest date first.")
    kpis: list[Kpi] = Field(default=[], description="Performance indicators.")
    roles: list[Role] = Field(default=[], description="Roles on both sides.")
    uncertainties: list[Uncertainty] = Field(default=[], description="What cannot be known now.")
    options: list[Option] = Field(default=[], description="Optional modules.")
    annexes: list[Annex] = Field(default=[], description="Annexes beside the built documents.")
    role_table: Text | None = Field(
        default=None,
        description="The file with the table of roles, relative to this file; see build --phase and roles.",
    )
    readiness: list[Text] = Field(
        default=[], description="Files with answers about readiness, relative to this file; see build --phase."
    )
    documents: list[DocumentId] = Field(min_length=1, description="The documents to build.")
    clauses: Clauses = Field(default=Clauses(), description="Which clauses are used.")
    parameters: dict[str, dict[str, Setting]] = Field(
        default={}, description="Values for parameters of clauses: clause id, then name and value."
    )


class Problem(NamedTuple):
    """Two places of a tender file that do not agree: the path to the place to change, what is wrong, what is right.

    `key` is true when the place is the key there and not its value.
    """

    at: Path_
    problem: str
    remedy: str
    key: bool = False


def load_tender(path: str | Path) -> Tender:
    """The tender in a YAML file.

    Raises InputError (not readable, not YAML) or InputErrors (every field or cross-check that fails), each with file,
    line, column and what would be right.
    """
    return read_tender(path)[0]


def read_tender(path: str | Path) -> tuple[Tender, Data]:
    """Like load_tender, with the file's data besides, which knows the place of every value."""
    data = read_yaml(path)
    if not isinstance(data.value, dict):
        what = "is empty" if data.value is None else "holds no keys at its top level"
        raise InputError(what, path=path, line=1, column=1, remedy=f"a tender file starts with 'schema: {SCHEMA}'")
    tender = data.parse(Tender)
    errors = check(tender, data)
    if errors:
        raise InputErrors(errors)
    return tender, data


def check(tender: Tender, data: Data) -> list[InputError]:
    """What does not agree within a tender file, by line; `data` is the file that the tender was parsed from."""
    errors = [data.error(p.problem, p.at, p.remedy, p.key) for p in problems(tender)]
    return sorted(errors, key=lambda error: (error.line or 0, error.column or 0))


def problems(tender: Tender) -> Iterator[Problem]:
    """What does not agree within a tender, wherever it came from; nothing for a tender that is right."""
    yield from _ids(tender)
    yield from _people(tender)
    yield from _numbers(tender)
    yield from _links(tender)
    yield from _planning(tender)
    yield from _reasons(tender)


_LISTS = (
    ("participants", "id"),
    ("volumes", "id"),
    ("suitability", "id"),
    ("requirements", "id"),
    ("wishes", "id"),
    ("conflicts", "id"),
    ("criteria", "id"),
    ("kpis", "id"),
    ("roles", "id"),
    ("uncertainties", "id"),
    ("options", "id"),
    ("annexes", "id"),
    ("scoring", "score"),
)


def _ids(tender: Tender) -> Iterator[Problem]:
    for name, key in _LISTS:
        yield from _twice([getattr(item, key) for item in getattr(tender, name)], (name,), key)
    yield from _twice([lot.id for lot in tender.lots.items], ("lots", "items"), "id")
    yield from _twice([choice.clause for choice in tender.clauses.choose], ("clauses", "choose"), "clause")
    yield from _twice(tender.documents, ("documents",))
    # Only "other" may come back: every other step happens once.
    steps = [(i, planned.step) for i, planned in enumerate(tender.planning)]
    yield from _twice([i if step == "other" else step for i, step in steps], ("planning",), "step")
    for i, annex in enumerate(tender.annexes):
        if annex.id in get_args(DocumentId):
            remedy = "list it under documents, or give the annex another id"
            yield Problem(("annexes", i, "id"), f"'{annex.id}' is the id of a document that is built", remedy)


def _twice(values: Iterable[object], at: Path_, *key: str) -> Iterator[Problem]:
    """A problem for each value that stood in the list before; `at` is the path of the list, `key` the field."""
    seen: set[object] = set()
    for i, value in enumerate(values):
        if value in seen:
            where = ".".join(map(str, at))
            yield Problem((*at, i, *key), f"'{value}' stands in {where} twice", "each may stand there once")
        seen.add(value)


def _people(tender: Tender) -> Iterator[Problem]:
    known = {participant.id for participant in tender.participants}
    if known and not any(participant.role == "lead" for participant in tender.participants):
        yield Problem(("participants",), "no participant has the role lead", "give one of them 'role: lead'", True)
    for name in ("requirements", "wishes"):
        for i, item in enumerate(getattr(tender, name)):
            # Without participants there is nobody to name: the owner is then a role of the authority itself.
            if known and item.owner not in known:
                yield Problem((name, i, "owner"), *_unknown(item.owner, known))
            for voter in item.votes:
                if voter not in known:
                    yield Problem((name, i, "votes", voter), *_unknown(voter, known), True)
    for i, conflict in enumerate(tender.conflicts):
        for holder in conflict.positions:
            if holder not in known:
                yield Problem(("conflicts", i, "positions", holder), *_unknown(holder, known), True)


def _unknown(name: str, known: set[str], what: str = "a participant", where: str = "participants") -> tuple[str, str]:
    return f"'{name}' is not the id of {what}", nearest(name, known) or f"list it under {where} first"


def _numbers(tender: Tender) -> Iterator[Problem]:
    value, term = tender.value, tender.term
    if value.maximum < value.estimated:
        yield Problem(
            ("value", "maximum"),
            f"the maximum value {value.maximum} is below the estimated value {value.estimated}",
            "make it at least the estimated value, options and extensions included",
        )
    for i, volume in enumerate(tender.volumes):
        if volume.minimum_percent > 100:
            problem = f"the lower end of the band is {volume.minimum_percent} percent, above the reference volume"
            yield Problem(("volumes", i, "minimum_percent"), problem, "make it 100 or less")
        if volume.maximum_percent < 100:
            problem = f"the upper end of the band is {volume.maximum_percent} percent, below the reference volume"
            yield Problem(("volumes", i, "maximum_percent"), problem, "make it 100 or more")
    if term.options and not term.option_months:
        yield Problem(("term", "option_months"), "an extension of 0 months", "say how many months one extension lasts")
    months = term.years * 12 + term.options * term.option_months
    if term.maximum_years * 12 < months:
        yield Problem(
            ("term", "maximum_years"),
            f"{term.years} years and {term.options} extensions of {term.option_months} months make {months} months, "
            f"more than {term.maximum_years} years",
            f"make it at least {-(-months // 12)}",
        )
    if tender.criteria:
        total = sum(criterion.weight for criterion in tender.criteria)
        if total != 100:
            far = f"{total - 100} too many" if total > 100 else f"{100 - total} short"
            yield Problem(
                ("criteria",), f"the weights of the criteria sum to {total}", f"make them sum to 100 ({far})", True
            )


def _links(tender: Tender) -> Iterator[Problem]:
    criteria = {criterion.id for criterion in tender.criteria}
    options = {option.id for option in tender.options}
    for i, wish in enumerate(tender.wishes):
        if wish.criterion not in criteria:
            yield Problem(
                ("wishes", i, "criterion"), *_unknown(wish.criterion, criteria, "an award criterion", "criteria")
            )
    for i, conflict in enumerate(tender.conflicts):
        if conflict.module is not None and conflict.module not in options:
            unknown = _unknown(conflict.module, options, "an optional module", "options")
            yield Problem(("conflicts", i, "module"), *unknown)
    lots = tender.lots
    if lots.split and len(lots.items) < 2:
        yield Problem(("lots", "split"), "split into lots, but fewer than two are listed", "list them under lots.items")
    if not lots.split and lots.items:
        yield Problem(("lots", "split"), "lots are listed, but split is false", "make it true, or take the lots out")


def _planning(tender: Tender) -> Iterator[Problem]:
    for i, (before, after) in enumerate(zip(tender.planning, tender.planning[1:], strict=False), 1):
        if after.date <= before.date:
            yield Problem(
                ("planning", i, "date"),
                f"'{after.label}' on {after.date} does not come after '{before.label}' on {before.date}",
                "correct the date, or put the steps in the order of their dates",
            )


def _reasons(tender: Tender) -> Iterator[Problem]:
    for i, requirement in enumerate(tender.requirements):
        if requirement.level.startswith("H") and requirement.reason_how is None:
            yield Problem(
                ("requirements", i, "level"),
                f"{requirement.id} prescribes how ({requirement.level}) without saying why",
                "add reason_how, or ask for the result (W0-W2)",
            )
    for i, choice in enumerate(tender.clauses.choose):
        if choice.use is None and choice.stance is None:
            yield Problem(
                ("clauses", "choose", i), f"nothing is chosen for clause '{choice.clause}'", "add use or stance"
            )
        if choice.use is False and choice.stance is not None:
            problem = f"clause '{choice.clause}' is left out and given a stance"
            yield Problem(("clauses", "choose", i, "stance"), problem, "keep 'use: false' or the stance")
