# make run     set up and serve the dashboard on http://127.0.0.1:8501 (PORT=… for another port)
# make test    set up and run every test, two at a time (ARGS='-n 0 -k WORDS' for some of them, one by one);
#              make lint, make check: parts of it
# make bench   print the figures of benchmarks/; make screenshots: the pictures of the README
# make lock    resolve the lock files anew; make clean: remove .venv
# PYTHON=/path/to/python3 chooses the interpreter: 3.11 or newer.

PORT ?= 8501
BIN := .venv/bin
UV_VERSION := 0.13.9
.DEFAULT_GOAL := help

# The first Python that really runs and is new enough (a pyenv shim may exist and still not run).
ifndef PYTHON
PYTHON := $(shell for each in python3 python3.13 python3.12 python3.11 python3.14; do \
	if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	echo $$each; break; fi; done)
endif

.PHONY: help run test lint check bench screenshots lock clean setup setup-test python

help:
	@sed -n '1,/^$$/s/^# //p' Makefile

python:
	@test -n "$(PYTHON)" || { echo "set-up: no Python 3.11 or newer found; install one, or name it with make PYTHON=/path/to/python3." >&2; exit 1; }

setup: python
	@$(PYTHON) tools/setup.py run

setup-test: python
	@$(PYTHON) tools/setup.py test

run: setup
	@exec $(BIN)/dossier serve --port $(PORT)

check: setup
	@$(BIN)/dossier check

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/mypy

test: setup-test lint
	@INSTALL_BROWSER=1 $(BIN)/python -m tests.browser
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal $(ARGS)

bench: setup-test
	@$(BIN)/python -m benchmarks

screenshots: setup-test
	@$(BIN)/python -m tools.screenshots

# Only names, versions and hashes: no index, no host. Upgrade with: make lock UPGRADE=--upgrade
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --group build --universal --python-version 3.11 \
	--generate-hashes --fork-strategy fewest --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock" $(UPGRADE)
lock: python
	@$(PYTHON) tools/setup.py venv
	@$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group test --constraint requirements.lock --output-file requirements-test.lock

clean:
	rm -rf .venv
