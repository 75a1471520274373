# `make run` serves the site, `make test` tests it. Each sets up what it needs first.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test lint check mutants editor lock walk clean

run:
	@PORT=$(PORT) $(PYTHON) scripts/serve.py --check
	@$(PYTHON) scripts/setup.py
	@PORT=$(PORT) $(PYTHON) scripts/serve.py

test: dev
	@$(BIN)/python -m pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $(shell find templates/django -name '*.html')
	$(BIN)/mypy

# Everything a change must pass: style, tests, migrations, and the settings as production has them.
check: lint test
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check_content
	@echo "production settings:"
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') HTTPS=true \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

# Plant a fault in each rule, one at a time, and count which the tests see.
mutants: dev
	@$(BIN)/python -m tests.mutants

# The first account for the admin.
editor:
	@$(PYTHON) scripts/setup.py
	@$(BIN)/python manage.py createsuperuser

# Answer the running site's check as the example vignettes' people would.
walk:
	@$(PYTHON) tests/check/walk_vignettes.py http://127.0.0.1:$(PORT) content/check/vignettes.json --verbose

# Pin the dependencies of pyproject.toml again, by hash.
lock: dev
	@$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --generate-hashes --universal --no-header -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --generate-hashes --universal --no-header --group dev -o requirements-dev.txt

.PHONY: dev
dev:
	@$(PYTHON) scripts/setup.py --dev

# Everything made here goes, the local database with it.
clean:
	rm -rf .venv staticfiles var .env tests/browser/*/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
