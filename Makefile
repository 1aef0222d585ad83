# Two commands set everything up by themselves: `make serve` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help serve test lint tidy golden proofs axioms bench pictures docs ontology-docs pins clean
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
PIN := $(BIN)/pip-compile --quiet --no-header --no-annotate --strip-extras --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-emit-options

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/'

serve: .venv/.installed ## serve the repository at http://127.0.0.1:8000/
	@$(BIN)/demireg serve

test: .venv/.installed-dev lint ## run every check and every test but the long proofs
	@echo "Running the tests …"
	@$(BIN)/pytest -n 3 --dist worksteal

lint: .venv/.installed-dev ## check style, types and floors
	@echo "Checking style, types and floors …"
	@$(BIN)/ruff check && $(BIN)/ruff format --check --quiet && $(BIN)/mypy && $(BIN)/lint-imports

tidy: .venv/.installed-dev ## put code and Turtle files into their canonical form
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format --quiet; $(BIN)/demireg tidy

golden: .venv/.installed-dev ## write the expected answers of the questions anew; read the difference before you commit
	@$(BIN)/pytest tests/queries --update-golden

proofs: .venv/.installed-dev ## run what takes long: both reasoners on every study, the bench, static pages (some minutes)
	@$(BIN)/pytest -n 3 --proofs -m proof --ignore=tests/reasoning/test_oracles.py && JDK_JAVA_OPTIONS= $(BIN)/pytest --proofs tests/reasoning/test_oracles.py

axioms: .venv/.installed-dev ## write the OWL axioms that follow from the theories' patterns anew
	@$(BIN)/demireg axioms

bench: .venv/.installed-dev ## measure speed and memory and print a table
	@$(BIN)/demireg bench

pictures: .venv/.installed-dev ## take the pictures of the pages that the documentation shows
	@$(BIN)/python -m docs.take_pictures

docs: .venv/.installed-dev ## write docs/reference anew from the code
	@$(BIN)/python -m docs.write_reference

ontology-docs: .venv/.installed ## write the documentation of the ontology as files into build/ontology
	@rm -rf build/ontology && mkdir -p build
	@$(BIN)/demireg document build/ontology --store memory:

pins: .venv/.installed-dev ## pin the newest fitting versions of all dependencies
	@$(PIN) --upgrade --output-file requirements.txt pyproject.toml
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' > .venv/dev.in
	@$(PIN) --upgrade --extra reasoner --extra client --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml .venv/dev.in
	@sed -i.old -e '/^$$/,$$d' requirements-dev.txt && rm requirements-dev.txt.old

clean: ## remove the virtual environment, the local store and everything built
	@rm -rf .venv .demireg build dist server/demireg/web/static/vendor server/frontend/node_modules
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
		$$python -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		echo "Making a virtual environment in .venv with $$($$python --version) …"; exec $$python -m venv .venv; \
	done; echo "demireg needs Python 3.11 or newer with its venv module (on Debian: python3-venv), and none was found."; exit 1

.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing $$(grep -c == requirements.txt) pinned packages (a minute or two) …"
	@$(PIP) -r requirements.txt
	@echo "Installing demireg and building the front end (up to a minute) …"
	@$(PIP) --no-deps --editable .
	@$(BIN)/python server/frontend/build.py || echo "Every page but /docs works without it."
	@touch $@

.venv/.installed-dev: requirements-dev.txt | .venv/.installed
	@echo "Installing $$(grep -c == requirements-dev.txt) pinned packages for the tests (a minute or two) …"
	@$(PIP) -r requirements-dev.txt && touch $@
