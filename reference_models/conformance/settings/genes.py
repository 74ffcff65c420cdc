"""Responses to the knockdown of eight genes, which are features themselves, in three cell lines.

For predictors that know an agent by the gene that it acts on.
"""

from __future__ import annotations

import numpy as np

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Queries, Role
from aivc.reference_models.conformance.setting import HardQuery, Setting
from aivc.reference_models.conformance.settings.rows import Row, view_of
from aivc.reference_models.conformance.settings.ties import tied_responses

GENES = tuple(f"gene_{letter}" for letter in "kbgcalehdifjmo")
TARGETS = ("gene_g", "gene_b", "gene_l", "gene_d", "gene_k", "gene_i", "gene_f", "gene_m")
PAIR = ("gene_g", "gene_b")
NEW_PAIR = ("gene_l", "gene_b")
UNSEEN = "gene_o"
LINES = {"line_b": Role.TRAINING, "line_c": Role.TRAINING, "line_a": Role.GRANTED}
NEW_LINE = "line_a"
CALIBRATION_LINES = tuple(f"calibration_{letter}" for letter in "hcgaebifdj")
N_FACTORS = 3
SCATTER = 0.02
HOURS = 48.0


def gene_setting(*, with_pairs: bool) -> Setting:
    """Return the setting of responses to genes, with pairs of them or without."""
    chance = np.random.default_rng(71)
    loadings = chance.normal(0.0, 1.0, (len(GENES), N_FACTORS))
    mixing = chance.normal(0.0, 0.4, (N_FACTORS, N_FACTORS))
    effects = {gene: loadings[row] @ mixing @ loadings.T for row, gene in enumerate(GENES)}
    rows = []
    for line in (*LINES, *CALIBRATION_LINES):
        role = LINES.get(line, Role.CALIBRATION)
        baseline = 5.0 + 0.5 * loadings @ chance.normal(0.0, 1.0, N_FACTORS)
        done = [()] if role is Role.GRANTED else _done(role, with_pairs=with_pairs)
        for genes in done:
            state = baseline + sum((effects[gene] for gene in genes), np.zeros(len(GENES)))
            unit = _unit(line, genes, control="" if not genes else _name(line, ()))
            rows.append(Row(unit, role, state).scattered(chance, SCATTER))
    rows = [rows[place] for place in chance.permutation(len(rows))]
    task = Task(
        task_id="laws",
        kind=TaskKind.RESPONSE,
        space=Space.LOG_OF_SUM,
        context_axes=("cell_line",),
        cluster_axes=("cell_line",),
    )
    units = [_asked((gene,)) for gene in TARGETS]
    if with_pairs:
        units.insert(3, _asked(PAIR[::-1]))
    new_pair = HardQuery(
        "a pair that training has not", _asked(NEW_PAIR), Regime.COMBINATION_ALL_SEEN
    )
    unseen = HardQuery("a gene that training has not", _asked((UNSEEN,)), Regime.UNSEEN_AGENT)
    return Setting(
        name="responses to genes",
        kind=TaskKind.RESPONSE,
        view=view_of(task, rows, GENES, noise=SCATTER**2),
        queries=Queries(tuple(units), GENES),
        hard=(new_pair,),
        unseen=(unseen,),
        ties=tied_responses(),
        with_pairs=with_pairs,
    )


def _done(role: Role, *, with_pairs: bool) -> list[tuple[str, ...]]:
    singles = [(gene,) for gene in TARGETS]
    if role is Role.CALIBRATION:
        return [(), *singles[:4]]
    return [(), *singles, PAIR] if with_pairs else [(), *singles]


def _name(line: str, genes: tuple[str, ...]) -> str:
    return f"{line}/{' and '.join(genes) or 'none'}"


def _unit(line: str, genes: tuple[str, ...], control: str) -> Unit:
    steps = tuple(Step(gene) for gene in genes)
    return Unit(
        _name(line, genes),
        Intervention(steps),
        {"cell_line": line},
        HOURS,
        control,
        n_observations=40,
    )


def _asked(genes: tuple[str, ...]) -> Unit:
    steps = tuple(Step(gene) for gene in genes)
    name = f"asked {' and '.join(genes)}"
    control = _name(NEW_LINE, ())
    return Unit(name, Intervention(steps), {"cell_line": NEW_LINE}, HOURS, control)
