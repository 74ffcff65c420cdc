"""The JSON-LD context: what each slot and each permissible value means, as an IRI."""

import json
import re
from typing import Any

from linkml.generators.jsonldcontextgen import ContextGenerator
from schema_build.source import Source


def jsonld_context(source: Source) -> dict[str, Any]:
    """Make the context with which a card is read as linked data.

    The one that linkml generates is amended: what identifies an object in its own class becomes
    its IRI, and the text of a permissible value becomes its ontology term.
    """
    generator = ContextGenerator(source.for_generator(), metadata=False, emit_prefixes=set())
    context: dict[str, Any] = json.loads(generator.serialize())["@context"]
    for definition in source.classes():
        for slot in source.slots(definition.name):
            if slot.identifier:
                context[slot.name] = "@id"
            elif slot.range in source.view.all_enums():
                context[slot.name] = _enum_term(source, slot.name, slot.range)
    return dict(sorted(context.items()))


def _enum_term(source: Source, slot_name: str, enum_name: str) -> dict[str, Any]:
    values = source.view.get_enum(enum_name).permissible_values
    return {
        "@id": source.view.get_uri(source.view.get_slot(slot_name)),
        "@type": "@vocab",
        "@context": {
            text: value.meaning or f"aivc:{enum_name}.{re.sub(r'[^0-9A-Za-z]+', '_', text)}"
            for text, value in values.items()
        },
    }
