"""Authoring models: closed, typed, and one error for one mistake."""

import re
import typing
from pathlib import Path

import pydantic
import pytest

from aivc.schema.generated import models
from aivc.schema.slots import class_names, class_spec

CHEMICAL = {"agent_id": "a", "agent_type": "Chemical"}
CARD = {"aivc_schema_version": "0.1.0", "id": "aivc:x", "title": "Example"}


def errors(raw: dict[str, object]) -> list[dict[str, object]]:
    with pytest.raises(pydantic.ValidationError) as caught:
        models.DatasetCard.model_validate({**CARD, **raw})
    return caught.value.errors()


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        ({**CHEMICAL, "pubchem_cid": -1}, "greater_than_equal"),
        ({**CHEMICAL, "taxon": "NCBITaxon:1"}, "extra_forbidden"),
        ({**CHEMICAL, "agent_type": "Drug"}, "union_tag_invalid"),
        ({"agent_id": "a"}, "union_tag_not_found"),
    ],
)
def test_one_mistake_in_a_polymorphic_object_is_one_error(agent, kind: str) -> None:
    (error,) = errors({"agents": [agent]})
    assert error["type"] == kind


def test_the_designator_picks_the_class() -> None:
    card = models.DatasetCard.model_validate({**CARD, "agents": [CHEMICAL]})
    assert type(card.agents[0]) is models.Chemical


def test_every_union_of_classes_has_a_discriminator(root: Path) -> None:
    text = (root / "schema/generated/models.py").read_text("utf-8")
    unions = re.findall(r"Union\[([A-Za-z, ]+)\]", text)
    of_classes = [u for u in unions if any(n.strip() in class_names() for n in u.split(","))]
    assert len(of_classes) == text.count("discriminator=") == 2


def test_models_know_the_slots_of_the_standard() -> None:
    for name in class_names():
        model = getattr(models, name)
        assert set(model.model_fields) == set(class_spec(name).slots)
        assert model.model_config["extra"] == "forbid"
        assert model.model_config["defer_build"]


def test_a_model_is_written_as_a_card_is_read() -> None:
    quantity = models.Quantity(value=0.2, unit="umol/L", basis=models.QuantityBasis.nominal)
    assert quantity.model_dump(exclude_none=True) == {
        "value": 0.2, "unit": "umol/L", "basis": "nominal"
    }  # fmt: skip
    assert typing.get_type_hints(models.Quantity)["unit"] is str
