# Polydesk. `make` alone lists what there is. Needs Python 3.11 or later with pip; everything else goes into .venv.

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv/bin
E2E := $(VENV)/python -m pytest -o addopts="-q --strict-markers --import-mode=importlib" -o timeout=300

.DEFAULT_GOAL := help
.PHONY: help install run test thorough check lint format lock routes bench e2e package plan deploy rollback destroy clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install:
	@$(PYTHON) infra/environment.py

run: install ## the local cloud on http://127.0.0.1:8000 (PORT, DATA_DIR, SNAPSHOT_SECONDS)
	@exec $(VENV)/python -m infra.local

test: install ## the fast suite: no network, nothing running
	@PYTHONDONTWRITEBYTECODE= $(VENV)/python -m pytest -n auto  # compiled once: it takes as long as a sixth of the tests

thorough: install ## what the fast suite takes samples of, or leaves out: random inputs, crashes at every point, the template
	@POLYDESK_TESTS=thorough $(VENV)/python -m pytest -n auto -m "hypothesis or exhaustive or sampled or lengthy"

check: lint test ## format, lint, types, architecture and the fast suite

lint: install
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .
	@$(VENV)/mypy

format: install ## put the code into its form
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

lock: install ## pin every dependency anew, with hashes
	@$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" --group pyproject.toml:dev requirements.txt -o infra/locks/dev.txt

routes: install ## write docs/routes.md, the list of every route
	@$(VENV)/python -m infra.routes

bench: install ## what routes cost at DynamoDB, and in CPU time; how fast a local cloud answers
	@$(VENV)/python tests/bench/units.py
	@$(VENV)/python tests/bench/esm_units.py
	@$(VENV)/python tests/bench/matrix42_units.py
	@$(VENV)/python tests/bench/tree_units.py
	@$(VENV)/python tests/bench/ratios.py
	@$(VENV)/python tests/bench/load.py

e2e: install ## the whole local cloud, started, killed and started again; its pages in a browser (Chromium)
	@$(PYTHON) infra/browser.py
	@$(E2E) -n 2 --dist loadfile tests/e2e  # each file with local clouds of its own

CLOUD = $(VENV)/python -m infra.cloud
SAID = $(if $(MATRIX42_SERVICE),--matrix42-service "$(MATRIX42_SERVICE)") -- "$(STAGE)" $(PARAMETERS)

package: install ## the zip and the template of STAGE (dev unless said), into dist/
	@$(CLOUD) package "$(or $(STAGE),dev)"

plan: install ## what `make deploy` would change in the AWS account (docs/deploy.md)
	@$(CLOUD) plan $(SAID)

deploy: install ## deploy to the AWS account: STAGE=dev|prod, PARAMETERS="MailSender=… CloudFront=no", YES=1
	@$(CLOUD) deploy $(if $(YES),--yes) $(SAID)

rollback: install ## go back to the release before: STAGE=…
	@$(CLOUD) rollback $(if $(YES),--yes) "$(STAGE)"

destroy: install ## delete the stack of STAGE; tables, files and the key stay
	@$(CLOUD) destroy $(if $(YES),--yes) "$(STAGE)"

clean: ## throw away caches and builds; data in .local and the environment stay
	@rm -rf dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .chalice/deployments
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
