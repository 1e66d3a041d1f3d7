# Everything a person or CI runs. `make` alone lists it. Needs Python 3.11 or newer and make.

PYTHON ?= python3
HOST ?= localhost
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin
comma := ,
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS)

# Where data is written through many code paths, SQLite and PostgreSQL differ; these tests run on both.
POSTGRES_SMALL := tests/blog/comments tests/clinicsite/library
POSTGRES_ALL := tests/blog tests/clinicsite

.DEFAULT_GOAL := help
.PHONY: help run dev demo test test-quick test-postgres check lint format css bench screenshots requirements clean \
        environment dev-environment browser-tools site

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

environment:
	@$(PYTHON) .ci/environment.py requirements.txt

dev-environment:
	@$(PYTHON) .ci/environment.py requirements-dev.txt

browser-tools: dev-environment
	@$(BIN)/python .ci/browser_tools.py

site: environment
	@mkdir -p "$${DATA_DIR:-var}/static"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo --if-empty

run: export ALLOWED_HOSTS := $(HOST)$(if $(ALLOWED_HOSTS),$(comma)$(ALLOWED_HOSTS))
run: export WAGTAILADMIN_BASE_URL ?= http://$(HOST):$(PORT)
run: export DJANGO_SETTINGS_MODULE := clinicsite.settings.dev
run: site  ## Start the site at http://localhost:8000 (HOST and PORT change the address)
	@$(MANAGE) show_logins --address 'http://$(HOST):$(PORT)'
	@echo 'Ctrl+C stops it. Every change is kept.'
	@$(MANAGE) run_jobs --while-parent-lives $$$$ & \
	exec $(BIN)/gunicorn clinicsite.wsgi --bind '$(HOST):$(PORT)' --preload --worker-class gthread --workers 2 \
	  --threads 8 --no-control-socket --log-level warning

dev: export ALLOWED_HOSTS := $(HOST)$(if $(ALLOWED_HOSTS),$(comma)$(ALLOWED_HOSTS))
dev: export WAGTAILADMIN_BASE_URL ?= http://$(HOST):$(PORT)
dev: export DJANGO_SETTINGS_MODULE := clinicsite.settings.dev
dev: export DEBUG := 1
dev: dev-environment site  ## Start the site with reloading and error pages for developers
	@$(MANAGE) show_logins --address 'http://$(HOST):$(PORT)'
	@exec $(MANAGE) runserver '$(HOST):$(PORT)'

test: browser-tools  ## Run every test, on SQLite and in part on PostgreSQL, with the coverage floor
	@$(BIN)/python .ci/with_postgres.py --optional $(PYTEST) $(POSTGRES_SMALL)
	@$(PYTEST) --cov --cov-report=term

test-quick: dev-environment  ## Run every test that needs no browser
	@$(PYTEST) -m 'not browser'

test-postgres: dev-environment  ## Run every test that touches data on PostgreSQL (DATABASE_URL, or one from a wheel)
	@$(BIN)/python .ci/with_postgres.py $(PYTEST) $(POSTGRES_ALL)

check: lint  ## Run what CI checks besides the tests, and the architecture tests
	@$(PYTEST) tests/architecture
	@echo 'All checks passed.'

lint: dev-environment  ## Check sources, templates, imports, migrations and the settings of a public installation
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/lint-imports --no-logo --no-cache >.lint-imports.txt || { cat .lint-imports.txt; rm .lint-imports.txt; exit 1; }
	@rm .lint-imports.txt
	@$(BIN)/python .ci/deploy_check.py

format: dev-environment  ## Put Python files into the house format
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

css: environment  ## Join the style sheets into static/css/site.css
	@$(MANAGE) build_css

bench: browser-tools  ## Measure processor time, queries, bytes and Lighthouse scores
	@$(BIN)/python -m tests.bench

screenshots: browser-tools  ## Draw the pictures of the README again
	@$(BIN)/python -m tests.bench.screenshots

requirements: dev-environment  ## Pin the dependencies again after a change to requirements*.in
	@$(BIN)/uv pip compile --quiet --no-strip-extras --python-version 3.11 --universal --generate-hashes \
	  --custom-compile-command 'make requirements' requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --no-strip-extras --python-version 3.11 --universal --generate-hashes \
	  --custom-compile-command 'make requirements' requirements-dev.in -o requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --no-strip-extras --no-deps --python-version 3.11 --universal --generate-hashes \
	  --custom-compile-command 'make requirements' requirements-triage.in -o requirements-triage.txt

clean:  ## Remove the environment and every cache, but no data
	@rm -rf .venv node_modules .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
