# Everything a person or a build server does with this repository. `make help` lists the words.

# What is installed from the system's packages, named here and nowhere else:
#   chromium          browser tests
#   libatomic1        what drives the browser in tests is linked against it
#   postgresql        the suite on a throw-away server of its own
#   gettext           finding the words to translate
#   fonts-noto-core   letters of every language in pages and printed briefs
SYSTEM_PACKAGES = chromium libatomic1 postgresql gettext fonts-noto-core

PYTHON ?= python3
UV_VERSION = 0.13.9
VENV = .venv
BIN = $(VENV)/bin
UV = VIRTUAL_ENV="$(CURDIR)/$(VENV)" UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON=$(VENV)/bin/python \
     UV_PYTHON_DOWNLOADS=never $(BIN)/uv
CATALOGUES = $(shell find servanda -name '*.po')
TEMPLATES = $(shell find servanda -path '*/templates/*' -name '*.html')
CORES ?= $(shell nproc)
ON_ALL_CORES = -n $(CORES) --dist worksteal
UNDER_CHECK = servanda tests benchmarks conftest.py manage.py

# What Python compiled once is kept, or each process of a test compiles everything anew.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL = help
.PHONY: help setup demo test coverage fast prove check format reference bench lock messages clean system

help:  ## show these words
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/synced $(CATALOGUES:.po=.mo)  ## make .venv with everything in uv.lock; leaves .venv/bin/servanda

demo: setup  ## build the demonstration, print its brief and serve it
	$(BIN)/servanda demo

test: setup system  ## what asks a database on PostgreSQL; the whole suite, with the browser, on SQLite
	$(BIN)/python tests/throwaway_postgres.py $(BIN)/pytest $(ON_ALL_CORES) \
	  -m "(database or postgres) and not browser and not prove"
	$(BIN)/pytest $(ON_ALL_CORES)

coverage: setup system  ## which lines the suite runs, on SQLite; for a release
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(ON_ALL_CORES)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

fast: setup  ## the suite without browser, servers, pages and slow tests: seconds
	$(BIN)/pytest -q $(ON_ALL_CORES) \
	  -m "not browser and not postgres and not pages and not slow and not prove"

prove: setup system  ## the long counts: invariants over many generated cases; what asks a database, on both
	$(BIN)/pytest $(ON_ALL_CORES) -m prove --proofs --hypothesis-profile=long
	$(BIN)/python tests/throwaway_postgres.py $(BIN)/pytest $(ON_ALL_CORES) -m "prove and django_db" --proofs --hypothesis-profile=long

check: setup system  ## format, lint, types, contracts, migrations, templates, translations: what the build asks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(wildcard $(UNDER_CHECK))
	$(BIN)/lint-imports
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/djlint --lint --quiet servanda
	$(BIN)/djhtml --tabwidth 2 --check $(TEMPLATES)
	$(BIN)/pytest -q tests/test_shape.py tests/test_templates.py tests/test_translations.py tests/test_documents.py

format: setup  ## put code and templates into their form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

reference: setup  ## write the parts of docs/reference that are made from the code
	$(BIN)/python manage.py shell --settings servanda.settings_test --no-imports \
	  --command "from tests.reference import write_pages; write_pages()"

bench: setup  ## measure what benchmarks/ measures and print it; BENCH_SIZE=M or L takes a larger register
	@for bench in benchmarks/bench_*.py; do echo "$$bench"; $(BIN)/python "$$bench" || exit 1; done

lock: $(BIN)/uv  ## write uv.lock anew for pyproject.toml, from the public index
	env -u UV_INDEX_URL -u UV_DEFAULT_INDEX $(UV) lock

messages: setup system  ## collect the words of code and templates into the Russian catalogue
	cd servanda && ../$(BIN)/python ../manage.py makemessages --locale ru --add-location file --no-wrap
	for catalogue in $(CATALOGUES); do \
	  msgattrib --no-obsolete --sort-by-file --no-wrap --output-file $$catalogue $$catalogue; \
	  sed -i '/^"\(POT-Creation-Date\|Report-Msgid-Bugs-To\):/d' $$catalogue; \
	done

clean:  ## remove what the tools left behind, generated registers too; .venv and servanda-data stay
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov build dist
	rm -f .coverage .coverage.*
	find servanda tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
	rm -rf "$${SERVANDA_BENCHMARKS:-$${XDG_CACHE_HOME:-$$HOME/.cache}/servanda-benchmarks}"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Servanda needs Python 3.11 or newer; name it with make PYTHON=python3.12 setup." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(BIN)/uv: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/synced: pyproject.toml uv.lock | $(BIN)/uv
	$(UV) sync --locked --quiet
	@touch $@

%.mo: %.po | $(VENV)/synced
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# A package that is missing and cannot be installed is named; with CI=true that is an error.
system:
	@for package in $(SYSTEM_PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' && continue; \
	  if [ "$$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo"; else root="none"; fi; \
	  if [ "$$root" != none ] && command -v apt-get >/dev/null; then \
	    [ -n "$$updated" ] || { echo "System packages: reading the lists"; $$root apt-get update -qq; updated=yes; }; \
	    echo "System packages: installing $$package"; \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$package >/dev/null && continue; \
	  fi; \
	  echo "**** $$package is missing and could not be installed: what needs it is SKIPPED. ****" >&2; \
	  echo "**** Install it yourself: apt-get install $$package ****" >&2; \
	  [ "$$CI" != true ] || exit 1; \
	done
