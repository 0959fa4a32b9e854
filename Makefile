.DEFAULT_GOAL := help
.PHONY: help run backup test sure sure-static bench mutants lock docs migration first-migration install base dev
PYTHON ?= python3
PYTEST_WORKERS ?= 2
export PYTHON
BIN := .venv/bin

help:  ## Show what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

install: base  ## Make .venv with what the running system needs

run: base  ## Start Klubba with a demonstration association (PORT, DATABASE_URL)
	@$(BIN)/python scripts/run.py

backup: base  ## Copy database and files while people write (to=DIRECTORY, otherwise var/backup)
	@$(BIN)/flask --app wsgi backup $(to)

test: dev  ## Install what the tests drive, then run every test
	@sh scripts/system_packages.sh
	$(BIN)/pytest -n $(PYTEST_WORKERS) --dist worksteal

sure: sure-static  ## Format, lint, types, imports, templates, docs, then tests with coverage
	@sh scripts/system_packages.sh
	$(BIN)/pytest -n $(PYTEST_WORKERS) --dist worksteal --cov --cov-report=json:.coverage.json --cov-report=
	$(BIN)/python scripts/coverage_gate.py .coverage.json

sure-static: dev  ## The gates that run no tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint templates --lint
	$(BIN)/python -m app.devtools.docs --check

bench: dev  ## Measure pages and documents against their floors (docs/benchmarks.md)
	$(BIN)/flask --app wsgi bench

mutants: dev  ## Measure what the unit tests of the domains miss: make mutants m="registry meetings"
	$(BIN)/python -m app.devtools.mutants $(m)

docs: dev  ## Write docs/rules.md, docs/permissions.csv and docs/state/ anew
	$(BIN)/python -m app.devtools.docs

migration: dev  ## Write the next migration from the models: make migration m="add case number"
	$(BIN)/python scripts/migration.py "$(m)"

first-migration: dev  ## Write 001 anew from the models (only while nothing has been released)
	$(BIN)/python scripts/migration.py --first "the first schema"

lock: dev  ## Lock requirements/*.in with hashes
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links --override requirements/overrides.txt --constraint requirements/base.txt requirements/dev.in -o requirements/dev.txt

base:
	@sh scripts/environment.sh base

dev:
	@sh scripts/environment.sh dev
