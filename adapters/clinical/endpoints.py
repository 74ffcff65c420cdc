"""What CDISC itself says about a table: roles, the kind of measurement, endpoints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.clinical.domains import CENSOR, STUDY, SUBJECT, TIME
from aivc.adapters.contract.hints import Hints, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.clinical.trial import Trial

ADAM, SDTM = "CDISC ADaM", "CDISC SDTM"
TREATMENTS = ("TRT01A", "TRT01P", "ACTARM", "ARM")
"""What a subject got, in the order of how well it is known; periods after the first have others."""

_ENDPOINTS = (
    (re.compile(r"(?i)overall survival"), "overall_survival"),
    (re.compile(r"(?i)progression[- ]free survival"), "progression_free_survival"),
    (re.compile(r"(?i)event[- ]free survival"), "event_free_survival"),
)
"""By the label of the parameter."""

CLINICAL_VALUES: Mapping[str, Any] = {
    "/operators/*/scale": "organism",
    "/tables/*/value_type": "other",
    "/tables/*/feature_space": {"feature_type": "clinical_variable", "identifier_scheme": "local"},
}
"""What is so of every matrix whose rows are people and whose columns are their variables."""

NOT_TREATED = frozenset({"screen failure", "not assigned", "not treated"})
"""What SDTM writes in the place of an arm (SDTMIG 3.4, DM)."""

_LATER = re.compile(r"TRT(0[2-9]|[1-9]\d)[AP]")


def standard_of(trial: Trial) -> str:
    """Return the standard that the table of subjects follows."""
    return SDTM if "DOMAIN" in trial.cells else ADAM


def treatment_column(trial: Trial) -> str | None:
    """Return the column of the treatment, None where subjects went through several."""
    if any(_LATER.fullmatch(name) for name in trial.cells):
        return None
    return next((name for name in TREATMENTS if any(trial.cells.get(name, []))), None)


def trial_hints(trial: Trial, *, is_measured: bool) -> Hints:
    """Return what the standard defines about the columns of a trial."""
    standard = standard_of(trial)
    said = f"{standard} defines this variable so"
    roles = {"donor": SUBJECT, "study": STUDY, "site": "SITEID", "agent": treatment_column(trial)}
    known = {role: name for role, name in roles.items() if name and any(trial.cells.get(name, []))}
    card: dict[str, Said] = {}
    if "SPECIES" not in trial.cells:
        human = f"{standard} is about people; studies of animals name their SPECIES"
        card["/organism_ontology_term_id"] = Said(["NCBITaxon:9606"], human)
    if readouts := _readouts(trial, is_measured=is_measured):
        because = "PARAM names the endpoint, AVAL the time, CNSR whether it was censored (0: event)"
        card["/readouts"] = Said(readouts, because)
    controls = control_arms(trial)
    if not is_measured:
        roles_said = {role: Said((name,), said) for role, name in known.items()}
        return Hints(roles=roles_said, controls=controls, card=card)
    card |= {
        "/operators/*/subject_column": Said(SUBJECT, said),
        "/operators/*/clinical_standard": Said(standard, "its columns are named so"),
        **clinical_values("each row is a person, each column a variable"),
    }
    return Hints(
        roles={role: Said((name,), said) for role, name in known.items()},
        controls=controls,
        operators={"X": Said("ClinicalTable", f"{standard} is a standard for clinical trials")},
        card=card,
    )


def clinical_values(because: str) -> dict[str, Said]:
    """Return what is so of the matrix of any table of patients."""
    return {pointer: Said(value, because) for pointer, value in CLINICAL_VALUES.items()}


def control_arms(trial: Trial) -> dict[str, Said]:
    """Return the arms without the agent, by the words that CDISC has for them.

    Who was not randomised took nothing; that makes no comparator of a trial, but no agent either.
    """
    column = treatment_column(trial)
    labels = {cell for cell in trial.cells.get(column or "", []) if cell is not None}
    arms: dict[str, Said] = {}
    for label in sorted(labels):
        word = label.casefold()
        if word in NOT_TREATED:
            because = "SDTM writes so of who was not randomised; no comparator of the trial"
            arms[label] = Said("untreated", because)
        elif re.search(r"\bplacebo\b", word):
            arms[label] = Said("mock", "a placebo is given as the agent is, without the agent")
    return arms


def _readouts(trial: Trial, *, is_measured: bool) -> list[dict[str, Any]]:
    readouts = []
    for parameter, fixed in trial.parameters.items():
        kind = endpoint_of(fixed)
        if kind is None:
            continue
        endpoint = {
            "endpoint_kind": kind,
            "event_column": f"{parameter}.{CENSOR}",
            "time_column": f"{parameter}.{TIME}",
            "subject_column": SUBJECT,
        }
        readout = {
            "readout_id": parameter,
            "readout_type": "clinical_endpoint",
            "output_scale": "organism",
            "endpoint": endpoint,
        }
        readouts.append({**readout, "input_tables": ["X"]} if is_measured else readout)
    return readouts


def endpoint_of(fixed: Mapping[str, str]) -> str | None:
    """Return the kind of endpoint that the label of a parameter names.

    Examples
    --------
    >>> endpoint_of({"PARAM": "Progression-Free Survival (days)"})
    'progression_free_survival'
    >>> endpoint_of({"PARAM": "Duration of Response"}) is None
    True
    """
    label = fixed.get("PARAM", "")
    return next((kind for pattern, kind in _ENDPOINTS if pattern.search(label)), None)
