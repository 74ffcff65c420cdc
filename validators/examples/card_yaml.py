"""Cards as YAML, the way a person would write them."""

from __future__ import annotations

from typing import Any

import yaml


def as_yaml(data: Any) -> str:
    """Return plain data as YAML, in its own order and without references inside."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text


class _Dumper(yaml.CSafeDumper if hasattr(yaml, "CSafeDumper") else yaml.SafeDumper):  # type: ignore[misc]
    """Repeats what occurs twice, as a person would."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - whatever the data
        return True
