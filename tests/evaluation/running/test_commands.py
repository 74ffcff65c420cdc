"""Commands of any language: what they get, what they may do wrong, and what they take."""

from __future__ import annotations

import time
from mmap import mmap
from pathlib import Path

import pytest

from aivc.evaluation.files import RunHeader, write_run
from aivc.evaluation.files.text_form import read_text_prediction
from aivc.evaluation.running.command import run_command
from aivc.evaluation.running.cost import Cost, as_plain, measured
from aivc.evaluation.running.errors import PredictorError
from aivc.evaluation.running.words import kept_command, located_command, split_command
from tests.evaluation.files.asked import TASK, small_queries, small_view

ANSWER = (
    "printf 'unit_id\\tg1\\tg2\\tg3\\nD3|0.1\\t1\\t2\\t3\\nD3|1.0\\t1\\t2\\tNA\\n' > pred.tsv\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    view = small_view()
    header = RunHeader(TASK.task_id, view.digest, "1" * 64, "aivc1:22", is_text=True)
    write_run(folder, header, view, small_queries())
    return folder


def script(tmp_path: Path, text: str) -> tuple[str, ...]:
    (tmp_path / "predict.sh").write_text(text)
    return split_command("sh predict.sh", tmp_path)


def test_a_command_sees_the_view_and_nothing_else(tmp_path: Path, run: Path) -> None:
    (tmp_path / "truth.h5ad").write_text("secret")
    (run / "pred.h5ad").write_text("an earlier answer")
    (run / "predictor.json").write_text("{}")
    listing = tmp_path / "seen.txt"
    words = script(tmp_path, f"{ANSWER} ls -A > {listing}; echo $* $(pwd) >> {listing}\n")
    answered = run_command(words, run, tmp_path, seed=7, is_text=True)
    *files, arguments = listing.read_text().splitlines()
    assert files == ["pred.tsv", "queries.tsv", "view.json", "view.noise.tsv", "view.tsv"]
    said, _, folder = arguments.rpartition(" ")
    assert said == "--train view.tsv --queries queries.tsv --seed 7 --out pred.tsv"
    assert not Path(folder).exists()
    assert read_text_prediction(answered.path).mean[0].tolist() == [1, 2, 3]


def test_the_h5ad_form_holds_no_text(tmp_path: Path, run: Path) -> None:
    listing = tmp_path / "seen.txt"
    words = script(tmp_path, f"ls -A > {listing}; touch pred.h5ad\n")
    run_command(words, run, tmp_path)
    assert listing.read_text().split() == ["queries.parquet", "view.h5ad"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("echo no such gene >&2; exit 3", "exit code 3.*no such gene"),
        ("kill -9 $$", "signal 9"),
        ("true", "wrote no pred.tsv"),
        ("ln -s /etc/hostname pred.tsv", "wrote no pred.tsv"),
        ("mkdir pred.tsv", "wrote no pred.tsv"),
        ("printf '\\033[2J' >&2; exit 1", r"\\x1b\[2J"),
        ("head -c 20000000 /dev/zero; exit 1", "exit code 1"),
    ],
)
def test_a_command_that_fails_is_told_of_in_a_sentence(
    tmp_path: Path, run: Path, text: str, told: str
) -> None:
    with pytest.raises(PredictorError, match=told) as caught:
        run_command(script(tmp_path, text), run, tmp_path, is_text=True)
    assert len(str(caught.value)) < 2500
    assert "\x1b" not in str(caught.value)


def test_a_command_that_takes_too_long_is_stopped_with_all_that_it_started(
    tmp_path: Path, run: Path
) -> None:
    mark = tmp_path / "mark"
    words = script(tmp_path, f"(sleep 1; touch {mark}) & sleep 60")
    started = time.monotonic()
    with pytest.raises(PredictorError, match="did not end"):
        run_command(words, run, tmp_path, is_text=True, timeout=0.2)
    assert time.monotonic() - started < 10
    time.sleep(1.2)
    assert not mark.exists()


def test_what_a_command_takes_is_measured(tmp_path: Path, run: Path) -> None:
    import sys

    program = "x = b'x' * 60_000_000; import time; time.sleep(0.1)"
    text = f'{ANSWER} "{sys.executable}" -I -S -c "{program}"\n'
    large = run_command(script(tmp_path, text), run, tmp_path, is_text=True).cost
    small = run_command(script(tmp_path, ANSWER), run, tmp_path, is_text=True).cost
    assert large.seconds > 0.1
    assert large.peak_memory_bytes is not None
    assert small.peak_memory_bytes is not None
    # Neither holds what this process does, which is far more.
    assert small.peak_memory_bytes < 50_000_000 < large.peak_memory_bytes < 120_000_000


@pytest.mark.parametrize("said", ["", "   ", "'", "no-such-program-here --fast", "./nothing.sh"])
def test_what_is_no_command_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(PredictorError):
        split_command(said, tmp_path)


def test_files_that_a_command_names_are_found_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "my model.sh").write_text("")
    words = split_command("sh 'my model.sh' --level 'a b' $HOME", tmp_path)
    assert words[1:] == (str(tmp_path / "my model.sh"), "--level", "a b", "$HOME")


def test_a_run_and_its_command_can_be_moved_together(tmp_path: Path) -> None:
    made, moved = tmp_path / "made", tmp_path / "moved"
    (made / "run").mkdir(parents=True)
    (made / "my model.sh").write_text("")
    (made / "run" / "view.tsv").write_text("")
    (made / "weights").mkdir()
    kept = kept_command("sh 'my model.sh' --from weights view.tsv s/a/b/ $HOME", made, made / "run")
    assert not any(str(tmp_path) in word for word in kept)
    made.rename(moved)
    _, *words = located_command(kept, moved / "run")
    named = [Path(word).resolve() for word in (words[0], words[2])]
    assert named == [moved / "my model.sh", moved / "weights"]
    assert [words[1], *words[3:]] == ["--from", "view.tsv", "s/a/b/", "$HOME"]


def test_a_program_that_is_gone_is_told_of(tmp_path: Path) -> None:
    program = tmp_path / "predict"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    kept = kept_command("./predict", tmp_path, tmp_path / "run")
    (tmp_path / "run").mkdir()
    assert located_command(kept, tmp_path / "run") != kept
    program.unlink()
    with pytest.raises(PredictorError):
        located_command(kept, tmp_path / "run")


def test_memory_of_this_process_is_that_of_the_block() -> None:
    with measured() as first:
        # Python may give memory that it holds already to an array, but not to a map of its own.
        block = mmap(-1, 80_000_000)
        block.write(bytes(80_000_000))
    block.close()
    with measured() as second:
        pass
    if first.peak_memory_bytes is None or second.peak_memory_bytes is None:
        pytest.skip("this system does not tell the peak of a process")
    assert first.peak_memory_bytes - second.peak_memory_bytes > 50_000_000


def test_costs_are_told_per_thousand_queries() -> None:
    said = as_plain(1.5, Cost(0.5, 10), 250)
    assert said == {
        "n_queries": 250,
        "predict_seconds": 0.5,
        "fit_seconds": 1.5,
        "seconds_per_1000_queries": 2.0,
        "peak_memory_bytes": 10,
    }
    assert as_plain(None, Cost(0.5), 0) == {"n_queries": 0, "predict_seconds": 0.5}
