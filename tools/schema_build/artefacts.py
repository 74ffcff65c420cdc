"""Every file that is generated from the schema, by name and text."""

import json
from pathlib import Path
from typing import Any

from schema_build.context import jsonld_context
from schema_build.json_schemas import json_schemas
from schema_build.models import models_module
from schema_build.slot_table import slot_table
from schema_build.source import read_source
from schema_build.views import views_module

COMMENT = "Generated from schema/*.yaml. Do not edit; run `python tools/generate.py write`."


def artefacts(root: Path) -> dict[str, str]:
    """Make every generated file.

    Parameters
    ----------
    root
        Root of the checkout.

    Returns
    -------
    dict
        Text by file name below ``schema/generated``.
    """
    source = read_source(root)
    schemas = json_schemas(source, COMMENT)
    return {
        "__init__.py": f'"""Artefacts of the standard.\n\n{COMMENT}\n"""\n',
        "context.jsonld": _json(
            {"$comment": COMMENT, "@context": jsonld_context(source)}, indent=1
        ),
        "models.py": models_module(source, COMMENT),
        "slots.json": _json({"$comment": COMMENT, **slot_table(source)}, indent=None),
        "views.py": views_module(source, COMMENT),
        **{f"{profile}.json": _json(schema, indent=1) for profile, schema in schemas.items()},
    }


def _json(value: dict[str, Any], indent: int | None) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False) + "\n"
