# The developer's verbs. `make ci` is what CI runs, and nothing else.
PY := .venv/bin/python

help: ## list the verbs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

ci: setup check test postgresql optimised ## everything CI runs

setup: ## build .venv if the lock changed
	@./run --version >/dev/null

check: setup ## style, types, import contracts, declared imports; changes nothing
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	.venv/bin/deptry .

fix: setup ## repair style and remake generated docs
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(MAKE) docs

test: setup ## all tests
	./run test

postgresql: setup ## the tests that use the database once more, on PostgreSQL
	SAMVERK_TEST_POSTGRESQL=1 ./run test tests/apps tests/web tests/cli/test_installation.py --ignore=tests/web/access

optimised: setup ## the tests of the plain zone once more without assert statements in the product
	PYTHONOPTIMIZE=1 ./run test tests/core tests/formats -p no:cacheprovider -W ignore::pytest.PytestConfigWarning

docs: setup ## remake docs/regler, docs/schema
	$(PY) -m samverk.cli.generate

bench: setup ## speed against peers, in the same run
	$(PY) benchmarks/run.py

lock: setup ## remake the lock files from pyproject.toml
	.tools/bin/uv pip compile -q --system-certs --generate-hashes --no-header --no-annotate --no-emit-find-links --python-version 3.11 pyproject.toml --extra postgresql -o requirements.lock
	.tools/bin/uv pip compile -q --system-certs --generate-hashes --no-header --no-annotate --no-emit-find-links --python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock
	.tools/bin/uv pip compile -q --system-certs --generate-hashes --no-header --no-annotate --no-emit-find-links --python-version 3.11 --group bench -o requirements-bench.lock

.PHONY: help ci setup check fix test postgresql optimised docs bench lock
