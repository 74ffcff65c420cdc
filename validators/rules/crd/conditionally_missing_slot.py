"""Rule CRD007: What one slot makes necessary is there as well."""

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import problems_of

RULE = Rule(
    code="CRD007",
    name="conditionally-missing-slot",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What one slot makes necessary is there as well.",
    message="{class_name} has no `{slot}`{times}: {rule}.",
    fix="Add `{slot}` at {where}. What it says: {about}{such_as}. Or correct the slot that makes it necessary.",
    why="An amount without its kind, or a tissue without its donor, is half a fact.",
    check=problems_of("conditional_required"),
    needs_card=True,
    passing=(
        Example(
            "no amount, hence no kind",
            edits=(
                SetCard(
                    "/interventions/0/events/-",
                    {"event_type": "sample_take", "event_time": {"value": 24, "unit": "h"}},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a dose without its kind",
            edits=(DropCard("/interventions/0/events/0/dose_kind"),),
            expect=(Expect("card:/interventions/0/events/0"),),
        ),
    ),
)
