"""Isotype controls are told by name from antibodies against immunoglobulins."""

import pytest

from aivc.schema.reading import read_card
from aivc.validators.rules.mea.isotype_not_marked import check
from tests.validators.rules.handmade import facts_of


def is_found(tag: str, **further: object) -> bool:
    operator = {
        "operator_id": "adt",
        "operator_type": "SurfaceProtein",
        "antibodies": [{"tag_name": tag, **further}],
    }
    return bool(list(check(read_card({"operators": [operator]}), facts_of())))


@pytest.mark.parametrize(
    "tag",
    [
        "IgG1",
        "IgG1_control_TotalSeqB",
        "IgG2a_control_TotalSeqB",
        "IgG2b",
        "mouse_IgG2a",
        "Rat-IgG2b",
        "Isotype_MOPC.21",
        "anti-mouse-isotype-ctrl",
    ],
)
def test_names_of_controls_are_found(tag: str) -> None:
    assert is_found(tag)


@pytest.mark.parametrize("tag", ["IgM", "IgD", "IgG_Fc", "CD3", "IgG4", "PIGG1", "IgG10"])
def test_names_of_targets_are_not(tag: str) -> None:
    assert not is_found(tag)


def test_marked_or_targeted_antibodies_are_fine() -> None:
    assert not is_found("IgG1", is_isotype_control=True)
    assert not is_found("IgG1", target_protein="uniprot:P01857")
