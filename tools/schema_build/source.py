"""Read the LinkML source and bring it into the form that every generator understands."""

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from linkml_runtime import SchemaView
from linkml_runtime.linkml_model.meta import (
    ClassDefinition,
    ClassRule,
    SchemaDefinition,
    SlotDefinition,
)

ROOT_CLASS = "DatasetCard"
PROFILES = ("minimal", "release", "benchmark")
TYPE_PATTERNS = {"uriorcurie": r"^[A-Za-z_][A-Za-z0-9_.+-]*:[^\s]+$"}


@dataclass(frozen=True)
class Source:
    """The merged, materialised schema, and what a generator cannot see in it.

    Parameters
    ----------
    view
        All modules merged; type patterns copied onto slots, inherited permissible values
        written out, an exact cardinality given as minimum and maximum.
    subsets
        Subsets of each slot of each class. A ``slot_usage`` that states ``in_subset`` replaces
        the one of the slot, even by nothing; a merged schema no longer shows the difference.
    examples
        Examples of each slot, as text.
    """

    view: SchemaView
    subsets: dict[tuple[str, str], tuple[str, ...]]
    examples: dict[str, list[str]]

    def for_generator(self) -> SchemaDefinition:
        """Copy the schema, with one tree root: linkml takes the first and warns of the others."""
        schema = copy.deepcopy(self.view.schema)
        for definition in schema.classes.values():
            definition.tree_root = definition.name == ROOT_CLASS
        return schema

    def classes(self) -> list[ClassDefinition]:
        """List the classes by name."""
        return [c for _, c in sorted(self.view.all_classes().items())]

    def lineage(self, class_name: str) -> list[ClassDefinition]:
        """List a class and its ancestors, the most distant ancestor first."""
        return [self.view.get_class(name) for name in self.view.class_ancestors(class_name)][::-1]

    def slots(self, class_name: str) -> list[SlotDefinition]:
        """List the slots of a class as they hold in it, inherited ones first, in source order."""
        names = [slot for definition in self.lineage(class_name) for slot in definition.slots]
        return [self.view.induced_slot(name, class_name) for name in dict.fromkeys(names)]

    def rules(self, class_name: str) -> list[ClassRule]:
        """List the rules of a class, its own first, as the JSON Schema generator orders them."""
        return [rule for c in reversed(self.lineage(class_name)) for rule in c.rules]

    def concrete(self, class_name: str) -> list[str]:
        """List the concrete classes that an instance of a class can be of, in source order."""
        names = [name for name, c in self.view.all_classes().items() if not c.abstract]
        return [name for name in names if class_name in self.view.class_ancestors(name)]

    def designator(self, class_name: str) -> str | None:
        """Name the slot that says of which subclass an instance is."""
        return next((s.name for s in self.slots(class_name) if s.designates_type), None)

    def required_by(self, class_name: str, slot: SlotDefinition) -> str | None:
        """Name the weakest profile that requires a slot."""
        if slot.required or slot.identifier:
            return PROFILES[0]
        subsets = self.subsets[class_name, slot.name]
        return next((profile for profile in PROFILES if profile in subsets), None)


def read_source(root: Path) -> Source:
    """Read ``schema/aivc.yaml`` and its modules below the folder of the checkout.

    Parameters
    ----------
    root
        Root of the checkout.
    """
    return read_schema(root / "schema" / "aivc.yaml", "schema/aivc.yaml")


def read_schema(path: Path, shown_as: str) -> Source:
    """Read one schema with its imports.

    Parameters
    ----------
    path
        The root module.
    shown_as
        The path that artefacts may carry, the same on every machine.
    """
    view = SchemaView(str(path))
    imported = [name for name in view.imports_closure() if name.startswith("./")]
    files = [path, *(path.parent / f"{name}.yaml" for name in imported)]
    modules = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    view.merge_imports()
    view.schema.source_file = shown_as
    for slot in view.schema.slots.values():
        slot.range = slot.range or view.schema.default_range
    for slot in [s for holder in _slot_holders(view) for s in holder.values()]:
        _materialise(slot, view)
    for enum in view.all_enums().values():
        _write_out_inherited(enum, view)
    view.set_modified()
    return Source(view, _subsets(view, modules), _examples(modules))


def _slot_holders(view: SchemaView) -> list[dict[str, SlotDefinition]]:
    classes = view.all_classes().values()
    return [view.schema.slots, *(c.slot_usage for c in classes), *(c.attributes for c in classes)]


def _materialise(slot: SlotDefinition, view: SchemaView) -> None:
    if slot.exact_cardinality is not None:
        slot.minimum_cardinality = slot.maximum_cardinality = slot.exact_cardinality
        slot.exact_cardinality = None
    of_type = view.all_types().get(slot.range)
    if of_type is None:
        return
    slot.pattern = slot.pattern or of_type.pattern or TYPE_PATTERNS.get(slot.range)
    if slot.minimum_value is None:
        slot.minimum_value = of_type.minimum_value
    if slot.maximum_value is None:
        slot.maximum_value = of_type.maximum_value


def _write_out_inherited(enum: Any, view: SchemaView) -> None:
    for parent in enum.inherits:
        _write_out_inherited(view.get_enum(parent), view)
        values = {**view.get_enum(parent).permissible_values, **enum.permissible_values}
        # linkml turns a new dict into an object of another type, so the old one is filled.
        enum.permissible_values.clear()
        enum.permissible_values.update(values)
    enum.inherits = []


def _subsets(
    view: SchemaView, modules: list[dict[str, Any]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    of_slot = {n: s.get("in_subset", []) for m in modules for n, s in m.get("slots", {}).items()}
    usage = {
        (class_name, slot_name): stated["in_subset"]
        for module in modules
        for class_name, definition in module.get("classes", {}).items()
        for slot_name, stated in definition.get("slot_usage", {}).items()
        if "in_subset" in stated
    }
    return {
        (class_name, slot_name): tuple(
            next(
                (
                    usage[a, slot_name]
                    for a in view.class_ancestors(class_name)
                    if (a, slot_name) in usage
                ),
                of_slot.get(slot_name, []),
            )
        )
        for class_name in view.all_classes()
        for slot_name in view.class_slots(class_name)
    }


def _examples(modules: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {
        name: [example["value"] for example in slot.get("examples", [])]
        for module in modules
        for name, slot in module.get("slots", {}).items()
    }
