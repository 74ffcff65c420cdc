"""Authoring models: pydantic classes in which a designator picks the subclass."""

from linkml.generators.pydanticgen import PydanticGenerator
from linkml.generators.pydanticgen.build import ClassResult
from linkml_runtime import SchemaView
from linkml_runtime.linkml_model.meta import SlotDefinition
from schema_build.source import Source

HEADER = '''"""Authoring models of the standard: pydantic classes, closed and typed.

{comment}
"""
'''


class DiscriminatedGenerator(PydanticGenerator):
    """Generate unions that pydantic tells apart by their designator.

    A plain union tries every member and reports the errors of all of them; with a discriminator
    one mistake gives one error.
    """

    def after_generate_class(self, cls: ClassResult, sv: SchemaView) -> ClassResult:
        """Annotate the unions among the attributes of a class."""
        for slot in sv.class_induced_slots(cls.source.name):
            designator = _designator(sv, slot)
            attribute = (cls.cls.attributes or {}).get(slot.name)
            if designator and attribute and "Union[" in attribute.range:
                attribute.range = _discriminated(attribute.range, designator)
        return cls


def models_module(source: Source, comment: str) -> str:
    """Write the module of authoring models."""
    generator = DiscriminatedGenerator(
        source.for_generator(), extra_fields="forbid", metadata_mode=None, black=False
    )
    text = generator.serialize()
    before_rebuild, found, _ = text.partition("# Model rebuild")
    if "class ConfiguredBaseModel" not in before_rebuild or not found:
        msg = "the module that linkml generates has another shape than with linkml 1.12"
        raise ValueError(msg)
    # Models are completed when they are first used, not one by one at import.
    deferred = before_rebuild.replace(
        "model_config = ConfigDict(", "model_config = ConfigDict(\n        defer_build = True,", 1
    )
    annotated = deferred.replace("from typing import (", "from typing import (\n    Annotated,", 1)
    return HEADER.format(comment=comment) + annotated.rstrip() + "\n"


def _designator(view: SchemaView, slot: SlotDefinition) -> str | None:
    if slot.range not in view.all_classes() or not (slot.inlined or slot.inlined_as_list):
        return None
    slots = view.class_induced_slots(slot.range)
    return next((s.name for s in slots if s.designates_type), None)


def _discriminated(annotation: str, designator: str) -> str:
    start = annotation.index("Union[")
    end = annotation.index("]", start) + 1
    union = annotation[start:end]
    chosen = f'Annotated[{union}, Field(discriminator="{designator}")]'
    return annotation[:start] + chosen + annotation[end:]
