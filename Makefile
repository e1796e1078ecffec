# make run: serve the dashboard; make test: everything a change must pass.
PYTHON ?= python3.11
VENV = .venv
BIN = $(VENV)/bin
CLUSTERED = .cluster
PORT ?= 8501
# this machine alone; for others: make run HOST=0.0.0.0
HOST ?= localhost

.PHONY: run site site-check test test-quick crash fuzz cluster-test check lint format bench bench-quick demo lock audit browser clean

run: $(VENV)/.run
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST)

# the whole dashboard as files; SITE="--out build/site --as-of 2025-12-31", GUIXIANG_ADDRESS: the live one
SITE ?= --out build/site
site: $(VENV)/.run
	$(BIN)/python -m lib build
	$(BIN)/python -m lib site $(SITE)

# many tests wait for others: one worker more than there are cores, four at most
PYTEST = $(BIN)/python -m pytest -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --maxprocesses 4

test: $(VENV)/.dev browser
	$(PYTEST) --dist loadfile --no-loadscope-reorder

# what one runs while working: no browser, no suites of their own (crash, fuzz, site-check),
# fewer random examples
test-quick: $(VENV)/.dev
	$(PYTEST) --dist worksteal -p no:unraisableexception \
		--ignore tests/browser -m "not browser" --hypothesis-profile quick

# the editions of the demo store and of a past day, link by link and number by number
site-check: $(VENV)/.dev
	EDITIONS=all $(BIN)/python -m pytest -n auto --maxprocesses 4 tests/site

# 200 kills of importer, build, backup, restore, server under readers; CRASH="--kills 50 --seed 7"
crash: $(VENV)/.dev
	$(BIN)/python -m tests.crash $(CRASH)

# 5,000 crafted requests, 2,000 page runs, two servers; FUZZ="--requests 500 --runs 200 --seed 7"
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz $(FUZZ)

# nginx, a writer, two readers of two processes, Litestream between them; CLUSTER="--kills 20"
cluster-test: $(VENV)/.dev $(CLUSTERED)/.done
	$(BIN)/python -m tests.cluster --litestream $(CLUSTERED)/bin/litestream $(CLUSTER)

check: $(VENV)/.run
	$(BIN)/python -m lib build
	$(BIN)/python -m lib check

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/djlint --lint --quiet lib/render/templates
	$(BIN)/oxlint lib tests

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench-quick: $(VENV)/.dev browser
	$(BIN)/python -m tests.bench.quick

# beside an empty app, a beginner's page and Datasette; some eight minutes, an idle machine;
# writes tests/bench/results/ and holds it against tests/bench/budgets.toml
bench: $(VENV)/.dev browser
	$(BIN)/python -m tests.bench.full

# a fictitious year of reports, marked 演示数据 on every page
demo: $(VENV)/.run
	$(BIN)/python -m lib demo
	GUIXIANG_DB=data/demo.db $(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST)

# after a change of the two lists; UPGRADE="--upgrade-package pandas" (or --upgrade: all) takes newer
# releases that the lists admit, without it what is locked stays. Wheels only: to build one, pip would
# fetch tools that no lock names
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --emit-build-options \
	--custom-compile-command "make lock" $(UPGRADE)

lock: $(VENV)/.dev
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) requirements-dev.txt -c requirements.lock -o requirements-dev.lock
	$(LOCK) requirements-cluster.txt -o requirements-cluster.lock

# known vulnerabilities where a service is reached, licences, docs/sbom.json
audit: $(VENV)/.dev
	$(BIN)/python -m tests.supply.audit

# Chromium and Chinese fonts come from the system's packages
browser:
	@sh tests/browser/install.sh

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	@$(BIN)/python -c "import lib" || { rm -rf $(VENV); exit 1; }

# only files whose hashes are in the lock
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

$(VENV)/.run: requirements.lock | $(BIN)/python
	$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	$(INSTALL) -r requirements-dev.lock
	@touch $@ $(VENV)/.run

# Litestream is a program, no library: in an environment of its own, on the machines that copy
$(CLUSTERED)/.done: requirements-cluster.lock
	$(PYTHON) -m venv $(CLUSTERED) || python3 -m venv $(CLUSTERED)
	$(CLUSTERED)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

clean:
	rm -rf $(VENV) $(CLUSTERED) .pytest_cache .ruff_cache .hypothesis
