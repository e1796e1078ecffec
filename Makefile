# make run: serve the dashboard; make test: everything a change must pass.
PYTHON ?= python3.11
VENV = .venv
BIN = $(VENV)/bin
PORT ?= 8501
# this machine alone; for others: make run HOST=0.0.0.0
HOST ?= localhost

.PHONY: run test test-quick crash check lint format bench-quick demo browser clean

run: $(VENV)/.run
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST)

test: $(VENV)/.dev browser
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

# everything but the browser's tests, with fewer random examples: what one runs while working
test-quick: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 -m "not browser" --hypothesis-profile quick

# 200 kills of importer, build, backup, restore, server under readers; CRASH="--kills 50 --seed 7"
crash: $(VENV)/.dev
	$(BIN)/python -m tests.crash $(CRASH)

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

# a fictitious year of reports, marked 演示数据 on every page
demo: $(VENV)/.run
	$(BIN)/python -m lib demo
	GUIXIANG_DB=data/demo.db $(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST)

# Chromium and Chinese fonts come from the system's packages
browser:
	@sh tests/browser/install.sh

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
