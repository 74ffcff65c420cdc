"""The audit of a split as an instance of SplitAudit of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.reports.split_summary import ClaimLine, OverlapLine, SplitSummary


def split_document(split: SplitSummary) -> dict[str, Any]:
    """Return an audit as plain data; what is empty is left out."""
    return _filled(
        {
            "manifest_path": split.manifest_path,
            "manifest_sha256": split.manifest_sha256,
            "audited_parts": [
                {
                    "partition_name": part.name,
                    "partition_role": part.role,
                    "n_observations": part.n_rows,
                    "n_controls": part.n_controls,
                }
                for part in split.parts
            ],
            "claim_verdicts": [_claim(claim) for claim in split.claims],
            "supported_claims": [_claim(claim) for claim in split.supported],
            "overlaps": [_overlap(line) for line in split.overlaps],
            "audit_notes": list(split.notes),
            "axes_read": [
                _filled(
                    {
                        "claim_axis": line.axis,
                        "columns": list(line.columns),
                        "axis_source": line.source,
                    }
                )
                for line in split.axes
            ],
            "label_merges": [
                {
                    "claim_axis": merge.axis,
                    "canonical_label": merge.canonical,
                    "merged_labels": list(merge.labels),
                    "merge_reason": merge.reason,
                }
                for merge in split.merges
            ],
            "label_doubts": [
                _filled(
                    {
                        "claim_axis": doubt.axis,
                        "doubt_kind": doubt.kind,
                        "merged_labels": list(doubt.labels),
                        "count": doubt.count,
                        "detail": doubt.detail,
                    }
                )
                for doubt in split.doubts
            ],
        }
    )


def _claim(claim: ClaimLine) -> dict[str, Any]:
    return _filled(
        {
            "claim_text": claim.text,
            "claim_result": claim.result,
            "claim_reason": claim.because,
            "counter_examples": list(claim.counter_examples),
            "qualifiers": list(claim.qualifiers),
        }
    )


def _overlap(line: OverlapLine) -> dict[str, Any]:
    return _filled(
        {
            "overlap_axes": list(line.axes),
            "partition": line.part,
            "against_partition": line.against,
            "n_values": line.n_values,
            "n_values_shared": line.n_shared,
            "n_observations": line.n_rows,
            "n_observations_shared": line.n_rows_shared,
            "shared_fraction": line.fraction,
            "published_name": line.published_name,
            "sharing": line.sharing,
        }
    )


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value not in ("", None, [])}
