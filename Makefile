# Two commands do all the set-up: `make run` and `make test`. Nothing is needed but Python 3.11, its venv module and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: run test slow check bench mutants fuzz sbom audit lock clean golden docs man pictures scenes

run: $(VENV)/.installed ## open the explorer on the shipped dataset (ARGS="data/harbour" for another)
	@$(BIN)/python -m tui $(ARGS)
	@command -v letapis >/dev/null || echo 'To type just "letapis" from any folder: pipx install . (or pip install . into an environment of yours)'

test: $(VENV)/.installed-dev ## the tests, quick; they wait more than they work, so four at once
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 4 --dist worksteal $(ARGS)

slow: $(VENV)/.installed-dev ## the full measure: long property tests, kills, big data
	$(BIN)/python -m pytest -m "slow or not slow" --timeout 1800 $(ARGS)

check: $(VENV)/.installed-dev ## formatting, lint, types, import contracts, the shipped data
	$(BIN)/ruff format --check tui tests bench
	$(BIN)/ruff check tui tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tui check --strict --dataset data/belarus-it
	$(BIN)/python -m tui check --strict --dataset data/harbour

bench: $(VENV)/.installed-dev ## ratios against a baseline measured in the same run
	$(BIN)/python -m bench $(ARGS)

mutants: $(VENV)/.installed-dev ## plant faults in core and session; print those that no test notices (ARGS="--seed 7 --only tui/core/dates")
	$(BIN)/python tests/mutants.py $(ARGS)

fuzz: $(VENV)/.installed-dev ## try inputs at random for hours; print those that break a promise, each with its seed (ARGS="--hours 3 --only walks")
	PYTHONPATH=tests/support:. LETAPIS_CACHE=off LETAPIS_HOME=$$(mktemp -d) nice $(BIN)/python tests/fuzz.py $(ARGS)

lock: $(VENV)/.installed-dev ## write the lock files anew: hashes, no addresses
	$(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --no-config --allow-unsafe --extra citations --extra documents --extra references --extra serve --output-file requirements.lock pyproject.toml
	$(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --no-config --allow-unsafe --extra citations --extra documents --extra references --extra serve --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --no-config --allow-unsafe --output-file requirements-audit.lock requirements-audit.in

.venv-audit/.installed: requirements-audit.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@touch $@

sbom: .venv-audit/.installed ## write what a release is made of, as CycloneDX: dist/letapis.cdx.json
	mkdir -p dist
	.venv-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file dist/letapis.cdx.json requirements.lock

audit: .venv-audit/.installed ## ask the database of PyPI for known faults of what is locked; it needs the network
	.venv-audit/bin/pip-audit --disable-pip --require-hashes -r requirements.lock

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q tui  # for machines that keep Python from doing so: each start would do it again
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean: ## remove what was installed and cached
	rm -rf $(VENV) .venv-audit .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build

golden: $(VENV)/.installed-dev ## write the screens that tests compare with anew (tests/golden)
	LETAPIS_GOLDEN=write $(BIN)/python -m pytest tests/flows/test_golden.py

pictures: $(VENV)/.installed-dev ## draw the pictures of the docs anew, from the live program (docs/pictures)
	LETAPIS_CACHE=off LETAPIS_HOME=$$(mktemp -d) PYTHONPATH=tests/support:. $(BIN)/python tests/support/pictures.py

scenes: $(VENV)/.installed-dev ## draw every screen and dialog on contact sheets, in each size and theme (ARGS="--size 160x48 --theme nord --only lanes --out DIR")
	LETAPIS_CACHE=off LETAPIS_HOME=$$(mktemp -d) PYTHONPATH=tests/support:. $(BIN)/python tests/support/contact_sheets.py $(ARGS)

docs: man $(VENV)/.installed-dev ## write anew what docs/ says of the program: the key table, the format from the descriptions at the records' fields, the man page
	PYTHONPATH=tests/support:. $(BIN)/python tests/house/test_manual.py
	PYTHONPATH=tests/support:. $(BIN)/python tests/house/test_format.py
	PYTHONPATH=tests/support:. $(BIN)/python tests/house/test_signs_in_docs.py

man: $(VENV)/.installed-dev ## write docs/letapis.1 and tui/cli/help anew, from the help of the commands
	PYTHONPATH=tests/support:. $(BIN)/python tests/house/test_man.py
	PYTHONPATH=tests/support:. $(BIN)/python tests/cli/test_help_page.py
