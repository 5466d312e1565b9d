# What a person can do here. `make` alone lists it.

PORT ?= 8000
PYTHON ?=
PEERS ?=
HOUSEHOLD_API ?=
export PYTHON

WITH_PYTHON := sh scripts/with_python.sh
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
# The steps stand in order, so that `make -j` does the same thing as `make`.
.NOTPARALLEL:
.PHONY: help run test test-slow mutate coverage lint format bench bench-questions screenshots lock dev engine clean

help:
	@echo "make run         start Handrail at http://127.0.0.1:8000 (another port: make run PORT=8001)"
	@echo "make test        everything CI runs, in under 15 minutes"
	@echo "make test-slow   the long searches for a counter-example; logs what was run, with the date"
	@echo "make mutate      every small change to the pack that none of its people notices; some 20 minutes, logged too"
	@echo "make coverage    fails unless tests reach every branch of the domain; test-slow runs it too"
	@echo "make engine      install PolicyEngine, which estimates taxes and benefits (660 MB; make run does it too)"
	@echo "make lint        style, types and layers only"
	@echo "make format      put the code in our format"
	@echo "make bench       measure speed against the figures we mean to beat (with other engines: PEERS=1 make bench;"
	@echo "                 with PolicyEngine's household API, on Python 3.12 or later, 1.1 GB: HOUSEHOLD_API=1 make bench)"
	@echo "make bench-questions  count the questions that 4,000 invented people are asked until they know; make bench does it too"
	@echo "make screenshots a picture of every page in every state, 1280 and 360 pixels wide, in var/screenshots"
	@echo "make lock        choose versions anew, after a change of dependencies in pyproject.toml"
	@echo "make clean       remove what was installed and built; the database in var/ stays"

run:
	@exec $(WITH_PYTHON) scripts.run --port "$(PORT)"

dev:
	@$(WITH_PYTHON) scripts.environment dev
	@$(WITH_PYTHON) scripts.front_end

engine:
	@$(WITH_PYTHON) scripts.engine install

lint: dev
	@echo "Style …"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "Types …"
	@$(BIN)/mypy
	@echo "Layers …"
	@PYTHONPATH=. $(BIN)/lint-imports --no-logo

format: dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --quiet .

test: dev lint engine
	@echo "Unit, spec, contract and integration tests …"
	@$(PYTEST) -m "not slow and not browser and not engine" -n auto --dist worksteal
	@echo "Browser tests, and beside them the tests against PolicyEngine …"
	@$(WITH_PYTHON) scripts.chromium
	@mkdir -p var
	@$(PYTEST) tests/contract/engines -m "engine and not slow" > var/engine-tests.log 2>&1 & engine=$$!; \
		$(PYTEST) tests/functional -m "browser and not slow"; browser=$$?; \
		wait $$engine; engine=$$?; cat var/engine-tests.log; \
		exit $$((browser > engine ? browser : engine))

test-slow: dev engine
	@$(WITH_PYTHON) scripts.test_slow
	@$(MAKE) --no-print-directory coverage

mutate: dev
	@$(WITH_PYTHON) scripts.test_slow mutate

# Every line and every branch of the domain, by tests of single cases: what a search happens to reach does not count.
coverage: dev
	@$(PYTEST) tests/unit tests/integration -m "not slow and not browser and not engine and not property" -n auto \
		--cov=handrail.domain --cov-branch --cov-fail-under=100 --cov-report=term-missing:skip-covered

bench: dev
	@if [ -n "$(PEERS)" ]; then $(WITH_PYTHON) scripts.peers; fi
	@$(BIN)/python -m bench $(if $(PEERS),--peers) $(if $(HOUSEHOLD_API),--household-api)
	@$(BIN)/python -m bench.questions

bench-questions: dev
	@$(BIN)/python -m bench.questions

screenshots: dev
	@$(BIN)/python -m scripts.screenshots

lock:
	@$(WITH_PYTHON) scripts.lock

clean:
	rm -rf .venv .venv-peers .venv-household-api .venv-policyengine node_modules frontend/built src/handrail/web/static var/coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
