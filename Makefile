# Every target sets up .venv by itself from a bare Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help play demo bot test check bench setup

help:  ## say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: $(READY)  ## make .venv with everything the project needs

$(READY): pyproject.toml
	@echo "Setting up $(VENV) (once, a minute or so) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

play: $(READY)  ## run the bot on a stand-in for Discord, on this computer alone
	@echo "Starting the bot on its stand-in for Discord; Ctrl-C ends it …"
	@$(BIN)/python -m bot --sandbox --port 8420

demo: $(READY)  ## play one scripted game and print what the channel would show
	@echo "Playing a game of five rounds …"
	@$(BIN)/python -m bot --demo

bot: $(READY)  ## run the bot on Discord, with the settings in .env
	@echo "Starting the bot; Ctrl-C ends it …"
	@$(BIN)/python -m bot

test: $(READY)  ## run every test
	@echo "Running the tests …"
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: $(READY)  ## lint, types and the house's import rules
	@echo "Checking style, types and imports …"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

bench: $(READY)  ## measure speed, one JSON line a figure; ONLY="judge" measures just that
	@echo "Measuring; this takes a few minutes …" >&2
	@$(BIN)/python -m tests.bench $(ONLY)
