"""A demo as plain data, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.verbs.demo import Demo
    from aivc.verbs.demo_faults import PlantedFault
    from aivc.verbs.demo_studies import CarriedOut


def demo_document(demo: Demo) -> dict[str, Any]:
    """Return what a demo wrote and found; reports are named, not repeated."""
    page = demo.evaluation_html
    return {
        "folder": str(demo.folder),
        "is_sound": demo.is_sound,
        "is_as_it_should_be": demo.is_as_it_should_be,
        "report": str(demo.html),
        "evaluation": None if page is None else str(page),
        "datasets": [
            {"path": report.input_path, "verdict": report.outcome.verdict.value}
            for report in demo.intact
        ],
        "faults": [_fault(fault) for fault in demo.faults],
        "studies": [_study(study) for study in demo.studies],
        "recovery": None if demo.recovery is None else demo.recovery.as_plain(),
    }


def _fault(fault: PlantedFault) -> dict[str, Any]:
    return {
        "name": fault.name,
        "story": fault.story,
        "code": fault.code,
        "is_found": fault.is_found,
        "findings": [
            {"code": found.code, "location": str(found.location), "message": found.message}
            for found in fault.findings
        ],
    }


def _study(carried_out: CarriedOut) -> dict[str, Any]:
    study, split = carried_out.study, carried_out.audit.split
    folder = carried_out.manifest.parent
    return {
        "name": study.name,
        "question": study.question,
        "data": study.data,
        "manifest": str(carried_out.manifest),
        "claims": [
            {"text": claim.text, "result": claim.result}
            for claim in (() if split is None else split.claims)
        ],
        "reports": {name: str(folder / f"{name}.json") for name in study.predictors},
        "evidence": {
            name: {row.grid_row_id: row.evidence for row in judged.view.grid_results}
            for name, judged in zip(study.predictors, carried_out.judged, strict=True)
        },
    }
