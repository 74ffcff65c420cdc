"""Judge an obs with a card, as the engine does, through a file of one empty gene."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anndata as ad
import pandas as pd
from scipy.sparse import csr_matrix

from aivc.storage import find_card, open_dataset
from aivc.validators.engine import run_rules
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Finding, Level
from aivc.validators.profile import load_profile
from aivc.validators.rules import ctl, dsg

RNA = {"operator_id": "rna", "operator_type": "SingleCellRNA", "scale": "cell"}


def judge(obs: pd.DataFrame, card: dict[str, Any] | None) -> dict[str, list[Finding]]:
    """Findings of the rules about controls and design, by code."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.h5ad"
        ad.AnnData(csr_matrix((len(obs), 1), dtype="float32"), obs=obs).write_h5ad(path)
        if card is not None:
            made = {
                "operators": [RNA],
                "tables": [{"path_in_file": "X", "measured_by": "rna"}],
                **card,
            }
            (Path(folder) / "made.aivc.yaml").write_text(json.dumps(made))
        with open_dataset(path) as dataset:
            cards = find_card(path, dataset=dataset)
            view, facts, _ = collect(dataset, cards, level=Level.OBS)
    outcome = run_rules(
        view,
        facts,
        level=Level.OBS,
        profile=load_profile("release"),
        rules=(*ctl.RULES, *dsg.RULES),
    )
    assert not outcome.has_crashed, [f.message for f in outcome.findings if f.code == "SYS001"]
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def serious(found: dict[str, list[Finding]]) -> set[str]:
    """Codes of errors and warnings."""
    return {code for code, findings in found.items() if findings[0].severity != "info"}


def chemical(name: str, **further: Any) -> dict[str, Any]:
    return {"agent_id": name, "agent_type": "Chemical", "label": name, **further}


def genetic(name: str) -> dict[str, Any]:
    return {
        "agent_id": name,
        "agent_type": "GeneticPerturbation",
        "label": name,
        "genetic_modality": "activation",
    }


def give(name: str, *agents: str, dose: float | None = None, **further: Any) -> dict[str, Any]:
    """An intervention that applies agents at time zero, all at one dose."""
    amount = {"value": dose, "unit": "umol/L"}
    dosed = {"amount": amount, "dose_kind": "molar_concentration"} if dose is not None else {}
    events = [
        {"event_type": "administer", "event_time": {"value": 0, "unit": "h"}, "agent": a, **dosed}
        for a in agents
    ]
    return {"intervention_id": name, "events": events, **further}


def where(**columns: Any) -> list[dict[str, Any]]:
    """The rows with these values."""
    return [{"column": name, "column_value": value} for name, value in columns.items()]


def bind(**columns: str) -> dict[str, Any]:
    """A binding of one column to each role."""
    return {"keys": [{"role": role, "columns": [name]} for role, name in columns.items()]}
