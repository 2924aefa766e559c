# One verb a target; each sets up what it needs and is quick the second time.
PYTHON ?= python3
BIN := .venv/bin
PLANS ?= samples/plans
PORT ?= 8501
SHARED ?= ../shared

.PHONY: help demo test test-office faults parts neo4j lint score bench lock clean
help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

.venv/run.done: requirements/run.lock pyproject.toml
	@test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.done: requirements/dev.lock .venv/run.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

demo: .venv/run.done      ## load PLANS (default: the samples) and open the app on PORT
	$(BIN)/qgraph --store .qgraph-demo load $(PLANS) || [ $$? -eq 1 ]   # 1: some file was refused, the rest is there
	$(BIN)/qgraph --store .qgraph-demo serve --port $(PORT)

test: lint parts      ## everything that must hold, with a real Neo4j server and a real browser
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

test-office: .venv/dev.done   ## .doc, .wps, .xls through a real LibreOffice, which it installs
	@sh deploy/office.sh
	$(BIN)/pytest -m office

faults: parts    ## ten thousand damaged files, read: a plan or one clear sentence; a hundred syncs and twenty servers, killed: every plan whole
	rm -f benchmarks/faults.md
	$(BIN)/python -m tests.loaders.faults --count 10000 --record benchmarks/faults.md
	$(BIN)/python -m tests.qgraph.sync.faults --client 100 --server 20 --record benchmarks/faults.md
	KILLS=10 $(BIN)/pytest tests/qgraph/store/test_embedded_kills.py

parts: .venv/dev.done     ## the browser, the Neo4j server and the Jena reader that the tests drive, where they are missing
	@sh deploy/browser.sh
	@$(BIN)/python -m deploy.jars || true

neo4j: .venv/run.done     ## a real Neo4j Community server on 127.0.0.1:7687, data in .neo4j
	$(BIN)/python -m deploy.neo4j_server --home .neo4j

lint: .venv/dev.done      ## format, style, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

score: .venv/dev.done     ## the labelled documents of SHARED against what we read
	$(BIN)/python -m benchmarks.score $(SHARED)
	$(BIN)/python -m benchmarks.brackets $(SHARED)
	$(BIN)/python -m benchmarks.naming $(SHARED)
	$(BIN)/python -m benchmarks.aligning $(SHARED)

bench: .venv/dev.done     ## ratios, measured side by side, into benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks $(SHARED)

lock:            ## new lock files from pyproject.toml
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools
	.venv-lock/bin/pip-compile $(LOCK) --extra fast --extra build -o requirements/run.lock pyproject.toml
	.venv-lock/bin/pip-compile $(LOCK) --extra fast --extra build --extra dev -c requirements/run.lock -o requirements/dev.lock pyproject.toml
	rm -rf .venv-lock
LOCK := --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header

clean:           ## the environment and the demo store
	rm -rf .venv .qgraph-demo
