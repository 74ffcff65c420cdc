"""Whatever is made and written, the audit of the public verb finds no error in."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from catalogue.clean import KINDS
from catalogue.writing import write_data

from aivc.splits.making.request import PartRequest, SplitRequest
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_make import split_make

SLOTS = ("control_labels", "coordinates", "coordinate_unit", "similarity_threshold")
PARTS = (
    PartRequest("train", "training"),
    PartRequest("val", "validation", 0.15),
    PartRequest("test", "test", 0.2),
)
TWO = (PARTS[0], PARTS[2])
BLOCK = 300.0


def request_like(header) -> SplitRequest:
    """Return a request for the kind of split that a manifest describes."""
    if "buffer" in header:
        return SplitRequest(parts=TWO, block=BLOCK, buffer=header["buffer"]["value"], tolerance=1.0)
    if "tile_width" in header:
        diagonal = math.hypot(header["tile_width"], header["tile_height"])
        return SplitRequest(parts=TWO, block=4 * diagonal, buffer=diagonal, tolerance=1.0)
    claim = next(c for c in header["claims"] if c["partition"] == "test")
    axis, novelty = claim["claim_axis"], claim["novelty"]
    if "members_seen" in claim:
        return SplitRequest(parts=TWO, members_seen=(claim["members_seen"],), tolerance=1.0)
    if novelty in {"interpolation", "extrapolation"}:
        return SplitRequest(parts=TWO, tolerance=1.0, **{novelty.replace("ation", "ate"): axis})
    if "joint_with" in claim:
        pair = (axis, *claim["joint_with"])
        return SplitRequest(pair, TWO, novelty="seen_in_other_context", tolerance=1.0)
    if novelty == "few_shot":
        limit = claim["few_shot_limit"]
        return SplitRequest((axis,), TWO, few_shot=limit, tolerance=1.0, shared=("well",))
    return SplitRequest((axis,), TWO, tolerance=1.0)


VARIANTS = ({"folds": 3}, {"controls": "shared_all"}, {"controls": "split_random"})


def made_of(design, request, folder):
    """Write the data of a design and make a split of them."""
    header = design.header
    binding = {key["role"]: key["columns"] for key in header.get("binding", {}).get("keys", ())}
    said = {slot: header[slot] for slot in SLOTS if slot in header}
    if "tile_width" in header:
        said["tile"] = (header["tile_width"], header["tile_height"])
    data = write_data(design, folder)
    return data, split_make(
        data,
        request,
        folder / "made.split.yaml",
        binding=binding,
        combination_separator=header.get("binding", {}).get("combination_separator"),
        force=True,
        **said,
    )


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_what_is_made_of_a_simulated_design_passes(kind, tmp_path):
    design = KINDS[kind](0)
    data, written = made_of(design, request_like(design.header), tmp_path)
    for each in written:
        report = split_audit(data, each.path, level=design.level)
        errors = [(f.code, f.message) for f in report.findings if f.severity == "error"]
        assert errors == []
        assert {claim.result for claim in report.split.claims} <= {"supported"}


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_folds_and_policies_pass_their_audit_too(kind, seed, variant, tmp_path):
    design = KINDS[kind](seed)
    request = replace(request_like(design.header), seed=seed, **variant)
    if request.ordered_axis and request.folds:
        pytest.skip("an order has no folds")
    # The verb audits what it made, and raises where that finds an error.
    assert made_of(design, request, tmp_path)[1]
