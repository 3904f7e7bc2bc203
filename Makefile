# The door to every command: `make run` starts the demo, `make test` runs every test, `make bench` the comparisons.
# Each target does its own set-up; running it again does only what is missing.

PORT ?= 8080
PYTHON ?= python3
SECONDS ?= 600
VENV := .venv

RUN_PACKAGES := libpq-dev libqrencode-dev libsodium-dev pkg-config postgresql
TEST_PACKAGES := chromium fonts-dejavu-core python3-venv
BENCH_PACKAGES := wrk python3-venv

.PHONY: run test unit browser bench properties fuzz attack setup clean

run: setup
	@echo "==> Lorbeer wird gebaut (beim ersten Mal einige Minuten) …"
	@swift build -c release --product lorbeer
	@echo "==> Lorbeer wird gestartet …"
	@exec "$$(swift build -c release --show-bin-path)/lorbeer" serve --demo --port $(PORT)

test: unit browser

unit: setup
	@echo "==> Lorbeer und die Tests werden gebaut (beim ersten Mal bis zu 15 Minuten) …"
	@swift build --build-tests
	@echo "==> Tests …"
	@swift test --skip-build

browser: setup $(VENV)/ready
	@.ci/packages $(TEST_PACKAGES)
	@swift build --product lorbeer
	@echo "==> Tests im Browser …"
	@LORBEER_BINARY="$$(swift build --show-bin-path)/lorbeer" $(VENV)/bin/python -m pytest -q Tests/BrowserTests

bench: setup
	@.ci/packages $(BENCH_PACKAGES)
	@swift build -c release --product lorbeer
	@LORBEER_BINARY="$$(swift build -c release --show-bin-path)/lorbeer" $(PYTHON) Benchmarks/server/score_save.py
	@LORBEER_BINARY="$$(swift build -c release --show-bin-path)/lorbeer" $(PYTHON) Benchmarks/server/ranking_page.py
	@$(PYTHON) Benchmarks/run.py

fuzz: setup
	@swift package resolve
	@Benchmarks/fuzz/run $(SECONDS)

attack: setup
	@.ci/packages python3-venv
	@swift build --product lorbeer
	@$(PYTHON) -m venv .build/attack/venv
	@.build/attack/venv/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/AttackTests/requirements.txt
	@LORBEER_BINARY="$$(swift build --show-bin-path)/lorbeer" .build/attack/venv/bin/python Tests/AttackTests/attack.py

properties: setup
	@swift build -c release --package-path Benchmarks --product Properties
	@"$$(swift build -c release --package-path Benchmarks --show-bin-path)/Properties"

$(VENV)/ready: Tests/BrowserTests/requirements.txt
	@.ci/packages $(TEST_PACKAGES)
	@echo "==> Python-Umgebung für die Browsertests wird eingerichtet …"
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/BrowserTests/requirements.txt
	@touch $@

setup:
	@command -v swift > /dev/null || { echo "Swift fehlt. Bitte installieren Sie Swift 6.3 (https://www.swift.org/install/linux/) und starten Sie neu." >&2; exit 1; }
	@.ci/packages $(RUN_PACKAGES)

clean:
	@rm -rf .build $(VENV) Benchmarks/.build Benchmarks/.venv Benchmarks/fuzz/.build
