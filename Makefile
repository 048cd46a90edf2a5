# Two commands: `make extract` fills outputs/ from corpus/, `make test` runs every test.
.DEFAULT_GOAL := help
.PHONY: help setup extract test test-office test-browser test-cluster audit check explain timeline claims review export
.PHONY: evaluate bench bench-cluster lock clean
SHELL := /bin/sh

# python3 where it will do, else whichever of the others is here; make PYTHON=/path/to/python chooses
GOOD    := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON  ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
             $$p -c '$(GOOD)' 2>/dev/null && { echo $$p; exit; }; done; echo python3)
CORPUS  ?= corpus
OUTPUTS ?= outputs
FORMAT  ?= sqlite
TO      ?=
FLAGS   ?=
BIN     := .venv/bin
RUN     := .venv/.run-stamp
TESTS   := .venv/.test-stamp
AUDIT   := .venv/audit/bin/pip-audit
LOG     := .venv/install.log
# pip warns of what is none of a reader's business (jieba's set-up, editable installs): all of it goes to the log,
# and is shown where an installation fails
PIP     := $(BIN)/python -m pip --disable-pip-version-check install --no-build-isolation
QUIETLY := >> $(LOG) 2>&1 || { tail -n 40 $(LOG) >&2; echo "the installation failed: the lines above are from $(LOG)" >&2; exit 1; }

help:  ## list the targets (the default)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make extract CORPUS=folder OUTPUTS=folder    another folder of articles, other tables"
	@echo "  make extract FLAGS='--strict'                flags of zh-extract extract (see --help)"

setup: $(RUN)  ## make .venv and install the locked dependencies, once

extract: $(RUN)  ## read CORPUS (corpus/), write the tables into OUTPUTS (outputs/)
	@$(BIN)/python -m pipeline extract "$(CORPUS)" "$(OUTPUTS)" $(FLAGS)

test: $(TESTS)  ## lint, types and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(FLAGS)

test-office: $(TESTS)  ## the tables through LibreOffice (Debian: libreoffice-calc-nogui)
	$(BIN)/python -m pytest tests/office $(FLAGS)

test-browser: $(TESTS)  ## the page in a browser (Debian: chromium chromium-driver fonts-noto-cjk)
	$(BIN)/python -m pytest tests/browser $(FLAGS)

test-cluster: $(TESTS)  ## the same tables on a Spark cluster of this machine (Debian: openjdk-17-jre-headless procps)
	$(BIN)/python -m pip --disable-pip-version-check install --quiet "pyspark[connect]>=4.1"
	$(BIN)/python -m pytest tests/cluster $(FLAGS)

check: $(RUN)  ## check every rule table; say file, line and the mend
	@$(BIN)/python -m pipeline check $(FLAGS)

explain: $(RUN)  ## make explain FILE=corpus/article.txt: every rule that fired or lost
	@test -n "$(FILE)" || { echo "say which article: make explain FILE=corpus/NAME.txt" >&2; exit 2; }
	@$(BIN)/python -m pipeline explain "$(FILE)" $(FLAGS)

export: $(RUN)  ## make export FORMAT=sqlite TO=tables.sqlite: the tables in OUTPUTS for other programs
	@$(BIN)/python -m pipeline export "$(OUTPUTS)" --format "$(FORMAT)" --corpus "$(CORPUS)" $(if $(TO),--to "$(TO)") $(FLAGS)

timeline: $(RUN)  ## events of OUTPUTS by date; FLAGS="--entity NAME --from 2025-01 --to 2025-07"
	@$(BIN)/python -m pipeline timeline "$(OUTPUTS)" $(FLAGS)

claims: $(RUN)  ## number claims of OUTPUTS side by side; FLAGS=--conflicts for those that disagree
	@$(BIN)/python -m pipeline claims "$(OUTPUTS)" $(FLAGS)

review: $(RUN)  ## make review FLAGS=--list: judge names that look alike; answers go to decisions.csv
	@$(BIN)/python -m pipeline review "$(OUTPUTS)" $(FLAGS)

evaluate: $(RUN)  ## precision, recall and F1 on tests/gold, printed and in OUTPUTS/evaluation.md
	@$(BIN)/python -m pipeline evaluate "$(CORPUS)" tests/gold "$(OUTPUTS)" $(FLAGS)

bench: $(RUN)  ## speed, as ratios within one run
	@$(BIN)/python benchmarks/speed.py $(FLAGS)

bench-cluster: $(TESTS)  ## this machine against a cluster of two workers
	@$(BIN)/python benchmarks/cluster.py $(FLAGS)

# in an environment of its own: nothing of it may come into what it looks at. --strict: what cannot be looked up is no pass
audit: $(AUDIT)  ## known weaknesses of the locked dependencies (needs a network)
	$(AUDIT) --strict --disable-pip --require-hashes $(patsubst %,--requirement requirements/%.lock.txt,run build test) $(FLAGS)

lock: $(TESTS)  ## renew requirements/*.lock.txt (needs uv in .venv: pip install uv)
	@for pair in "requirements/build.in build" "pyproject.toml run" "--extra=test pyproject.toml test"; do \
	  set -- $$pair; for name; do :; done; args=$${pair% *}; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url $$args --output-file requirements/$$name.lock.txt || exit 1; done

clean:  ## remove .venv, outputs/ and caches
	rm -rf .venv outputs .outputs.cache build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made: requirements/build.lock.txt
	@$(PYTHON) -c '$(GOOD)' 2>/dev/null || { echo "Python 3.11, 3.12 or 3.13 is needed and $(PYTHON) gives" \
	  "'$$($(PYTHON) -V 2>&1 | head -n 1)': say make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "making .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --disable-pip-version-check install --require-hashes -r requirements/build.lock.txt $(QUIETLY)
	@touch $@

$(RUN): .venv/.made requirements/run.lock.txt pyproject.toml
	@echo "installing the locked dependencies into .venv (once, a minute or two)"
	@$(PIP) --require-hashes -r requirements/run.lock.txt $(QUIETLY)
	@$(PIP) --no-deps --editable . $(QUIETLY)
	@touch $@

$(AUDIT): .venv/.made
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip --disable-pip-version-check install pip-audit $(QUIETLY)
	@touch $@

$(TESTS): $(RUN) requirements/test.lock.txt
	@echo "installing the locked test dependencies into .venv (once)"
	@$(PIP) --require-hashes -r requirements/test.lock.txt $(QUIETLY)
	@touch $@
