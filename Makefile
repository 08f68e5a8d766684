# Every target does its own set-up: Python 3.11 or newer and make are all that must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Trust what the machine trusts: behind a company's proxy uv would otherwise refuse the index.
export UV_SYSTEM_CERTS ?= 1

.PHONY: demo
demo: $(VENV)/.runtime
	@$(BIN)/alongside demo

.PHONY: demo-reset
demo-reset: $(VENV)/.runtime
	@$(BIN)/alongside demo --reset

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Alongside needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check uv

$(VENV)/.runtime: $(VENV)/bin/uv requirements/runtime.txt pyproject.toml
	@$(BIN)/uv pip install --quiet --python $(VENV) --require-hashes -r requirements/runtime.txt
	@$(BIN)/uv pip install --quiet --python $(VENV) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(VENV) --require-hashes -r requirements/dev.txt
	@touch $@

# The lock files carry hashes and no index address, so that any mirror serves them.
.PHONY: lock
lock: $(VENV)/bin/uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml --python-version 3.11 -o requirements/runtime.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev --python-version 3.11 -o requirements/dev.txt

# Everything that CI runs, on this machine's own two feet; logs and pictures are in test-results/.
.PHONY: test
test: $(VENV)/.dev
	@.ci/system-packages $(BIN)/python
	@$(BIN)/python -m tests.everything

# The reference pages that the product writes itself.
.PHONY: docs
docs: $(VENV)/.dev
	@$(BIN)/python -m tests.house.generated

# The matching engine beside its peers, in CPU seconds and ratios; MENTOR_MATCH_PYTHON adds that package.
.PHONY: bench-matching
bench-matching: $(VENV)/.dev
	@$(BIN)/python -m bench.matching
