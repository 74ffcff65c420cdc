# Every target does its own set-up: Python 3.11, make and gcc are enough.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
# A new or removed file must reach the installed tree of links.
FILES := $(shell git ls-files --cached --others --exclude-standard -- api schema storage adapters splits validators evaluation reference_models reports 2>/dev/null | sort | cksum | cut -d' ' -f1)

# Tests start many interpreters, each of which would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-slow oracles fuzz lint schema docs vocabulary bench clean setup

demo: setup
	$(BIN)/aivc demo demo --force

test: setup lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: setup
	$(BIN)/python -m pytest -n 2 -m slow

# Numbers of others, from packages that would not fit into the environment of the tests. One of them,
# decoupler, needs Python 3.12: make oracles ORACLES_PYTHON=3.12
ORACLES_PYTHON ?= $(PYTHON)
oracles: setup
	test -x .venv-oracles/bin/python || $(UV) venv --quiet --python $(ORACLES_PYTHON) .venv-oracles
	$(UV) pip install --quiet --python .venv-oracles/bin/python --group test --editable '.[oracles]'
	.venv-oracles/bin/python -m pytest -p no:cacheprovider tests/oracles -rs

# Property tests with new examples on every run.
fuzz: setup
	AIVC_HYPOTHESIS=searching $(BIN)/python -m pytest -n 2 -m "not slow" --hypothesis-seed=random

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

schema: setup
	$(BIN)/python tools/generate.py write

docs: setup
	rm -rf docs/metrics docs/rules docs/schema
	$(BIN)/aivc schema export --format docs --output docs

# The sources of the vocabulary have pins of their own, hence an environment of their own.
vocabulary: setup
	test -x .venv-vocabulary/bin/python || $(UV) venv --quiet .venv-vocabulary
	$(UV) pip install --quiet --no-deps --python .venv-vocabulary/bin/python --requirement tools/vocabulary_build/requirements.txt
	.venv-vocabulary/bin/python tools/build_vocabulary.py schema/vocabulary/data

setup: .venv/installed-$(FILES)

.venv/environment: pyproject.toml
	test -x $(UV) || { $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet uv; }
	$(UV) pip install --quiet --python $(BIN)/python --group dev "setuptools>=77"
	touch $@

.venv/installed-$(FILES): .venv/environment setup.py
	rm -f .venv/installed-*
	$(UV) pip install --quiet --python $(BIN)/python --no-build-isolation --config-settings editable_mode=strict --editable .
	touch $@

bench: setup
	test -n "$(FILE)" || { echo "name a file: make bench FILE=data.h5ad"; exit 2; }
	$(BIN)/python benchmarks/side_by_side.py --runs 3 "aivc=$(BIN)/aivc validate $(FILE) --quiet" "decode=$(BIN)/python benchmarks/decode_only.py $(FILE)"

clean:
	rm -rf .venv .venv-oracles build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
