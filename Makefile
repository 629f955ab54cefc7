# SPDX-License-Identifier: Apache-2.0
# Builds, tests, demonstrates and installs mod_tokenadmin. `make` alone lists what it can do.
#
# The module is mod_tokenadmin.c and all files below src/, one object each, found by name: a new one needs no change here.

APXS   ?= apxs
PYTHON ?= /usr/bin/python3
PORT   ?= 8080
SOAK   ?= 100000000
KILL_SECONDS ?= 300
B      := build

# What Debian hardens its packages with; CFLAGS and LDFLAGS given from outside replace optimisation and hardening only.
CFLAGS  ?= -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -Wformat -Werror=format-security -Wdate-time
LDFLAGS ?= -Wl,-z,relro -Wl,-z,now

# Lets tests stop a thread between two steps of the cache's protocol; nothing in the module.
POINTS   := -DTA_CACHE_POINTS
SANITIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all $(POINTS)

# Besides SQLite: those of the server's tests that are marked each_database run with these, too.
DATABASES := pgsql mysql

# Where subrequests and redirects come and go.
POOL_TESTS := authorization caching carriers certificates edited_headers error_pages forwarding htaccess identity \
              identity_matrix last_uses mount_rules privacy renamed_users require routing variables

# Asked of the tools once and only when something is compiled: `make deps` must work before they are there.
once      = $(eval $1 := $2)$($1)
APR_INC   = $(call once,APR_INC,$(patsubst -I%,-isystem %,$(shell apr-1-config --cppflags --includes)))
HTTPD_INC = $(call once,HTTPD_INC,-isystem $(shell $(APXS) -q INCLUDEDIR))
APR_LIBS  = $(call once,APR_LIBS,$(shell apu-1-config --link-ld) $(shell apr-1-config --link-ld))
MODULE    = -fPIC -fvisibility=hidden
BASE      = -std=gnu11 -Wall -Wextra -Werror -Isrc -I$B/gen -MMD -MP $(APR_INC)

# Precompiled: parsing them is a third of the compiler's work. A file still includes what it uses.
apr_HEADERS   := apr_atomic apr_dbd apr_hash apr_lib apr_strings stdbool stdlib string
httpd_HEADERS := $(apr_HEADERS) httpd http_config http_core http_log http_main http_protocol http_request

# Compilers run in parallel (make -j1 build: one after the other), and the messages of each stay together. Other goals
# show their output as it comes, and have an order (make clean build).
ifeq ($(filter-out build install $B/%,$(MAKECMDGOALS)),)
MAKEFLAGS += --output-sync=target -j$(shell nproc)
endif
# ccache needs leave for precompiled headers; -Wdate-time keeps the macros out whose value is the time.
export CCACHE_SLOPPINESS ?= pch_defines,time_macros
# V=1 shows whole commands.
run = $(if $(V),,@echo '$1 $@'; )

# The trunk is compiled without httpd's headers in reach, so that it can be tested without a server (tests/lint/floors.py).
TRUNK_ROOMS := base token store directory cache admin api/form
SRC         := mod_tokenadmin.c $(sort $(wildcard src/*/*.c src/*/*/*.c))
TRUNK_SRC   := $(filter $(TRUNK_ROOMS:%=src/%/%),$(SRC))
OBJ         := $(SRC:%.c=$B/obj/%.o)
TRUNK_OBJ   := $(TRUNK_SRC:%.c=$B/obj/%.o)
GLUE_OBJ    := $(filter-out $(TRUNK_OBJ),$(OBJ))
ASAN_OBJ    := $(TRUNK_SRC:%.c=$B/obj-asan/%.o)
UNIT        := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
CACHE_SRC   := $(filter src/cache/%,$(SRC))
CACHE_TESTS := test_cache test_cache_claims test_cache_uses test_cache_model test_cache_steps test_cache_turns test_cache_orders
# Tests of servers wait for four fifths of their time: so many are run at once, more than there are cores. Those that
# share a server stay in one process.
WAITING     := -n 6 --dist loadgroup
# Those that look at time (marked looks_at_time) pass so many times beside a busy loop on each core.
BUSY        ?= 50
BUSY_TESTS  := $(addprefix $B/unit/test_,admission admission_connects admission_end directory_looks timeouts) tests/server tests/browser
OUTAGES     := Killed Stopped Unreachable
OUTAGE_TESTS := tests/server/test_outage.py tests/server/test_slow_flood.py
SOAK_TESTS  := tests/server/test_endurance.py \
    tests/server/test_cache.py::test_no_request_that_begins_after_the_answer_to_a_revocation_is_let_in \
    tests/server/test_generations.py::test_revocations_go_on_to_hold_while_children_come_and_go \
    tests/server/test_writers.py::test_children_killed_amid_changes_lose_nothing_and_hold_up_no_change
SQL         := $(sort $(wildcard src/store/schema/*/*.sql))
DIALECTS    := $(sort $(notdir $(patsubst %/,%,$(dir $(SQL)))))
SCHEMAS     := $(DIALECTS:%=$B/gen/schema_%.inc)
UI          := $(sort $(wildcard src/ui/*.html src/ui/*.js src/ui/*.css src/ui/*.svg))
GENERATED   := $(SCHEMAS) $B/gen/ui.inc

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.PHONY: help deps deps-test build run test lint test-unit test-tsan soak soak-server test-server test-store test-cluster \
        test-databases test-outage test-pools test-busy test-browser deps-bench bench install clean FORCE

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' Makefile | while read -r target text; do printf '%-12s %s\n' "$$target" "$$text"; done

deps: ## install what building and running need (Debian 12; needs root only if a package is missing)
	@.ci/deps base

build: $B/mod_tokenadmin.so ## compile the module: build/mod_tokenadmin.so

run: ## show it: a demonstration server on 127.0.0.1:8080, in the foreground (PORT=… for another port)
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory build
	@PORT='$(PORT)' exec conf/demo/run

# Tests wait more than they work: two stages at once keep two cores busy. The longest begin first.
STAGES := test-server test-browser test-unit $(DATABASES:%=test-store-%) test-cluster lint

test: ## everything: deps-test, build, lint, test-unit, test-server, test-store, test-cluster, test-browser
	@$(MAKE) --no-print-directory deps-test
	@$(MAKE) --no-print-directory build $B/texts $B/collected
	@rm -rf $B/stages; mkdir $B/stages; $(MAKE) --no-print-directory -k -j2 --output-sync=recurse $(STAGES:%=stage-%); \
	$(PYTHON) tests/again $B/stages $(STAGES)

stage-%:
	@echo "== $*"; TA_FAILED=$B/stages/$*.json $(MAKE) --no-print-directory $* && touch $B/stages/$*

lint: $(GENERATED) ## check sources, shell scripts and documents against the house rules
	@PYTHON='$(PYTHON)' tests/lint/run

test-unit: ## run the unit tests of the trunk, compiled with address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory -j$$(nproc) $(UNIT)
	@tests/unit/run $(UNIT)

test-tsan: $(CACHE_TESTS:%=$B/tsan/%) ## run the cache's tests, compiled with the thread sanitizer
	@TSAN_OPTIONS=halt_on_error=1 tests/unit/run $^

soak: $B/soak/test_cache_model ## let threads and processes do 10^8 things to the cache (SOAK=… for another number)
	@TA_SOAK='$(SOAK)' $<

soak-server: build ## revoke amid 10^6 requests to a real httpd, kill its children for minutes (KILL_SECONDS=… of each MPM)
	@TA_CACHE_REQUESTS=1000000 TA_RESTARTS=100 TA_WRITER_KILLS=500 TA_KILL_SECONDS='$(KILL_SECONDS)' $(PYTHON) -m pytest -q -rP $(SOAK_TESTS)

test-server: build $B/texts ## run the tests that start a real httpd, with SQLite (TA_DATABASE=pgsql, mysql, pgbouncer or galera for another database)
	@$(PYTHON) -m pytest tests/server $(WAITING) -q

test-store: $(DATABASES:%=test-store-%) ## run those of them that are marked each_database with PostgreSQL and with MariaDB

test-store-%: build $B/texts
	@TA_DATABASE=$* TA_CACHE_REQUESTS=2000 TA_KILL_ROUNDS=20 $(PYTHON) -m pytest tests/server -m each_database $(WAITING) -q

test-cluster: build ## run those about several servers, and about failing nodes, with a cluster of MariaDB (Galera)
	@TA_DATABASE=galera $(PYTHON) -m pytest tests/server -k 'galera or several_servers' -n 2 -q

test-pools: ## run those about identity with memory that tells of each use after its pool is gone (POOL_TESTS=… for others)
	@$(MAKE) --no-print-directory B=build/pools CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address' \
	    LDFLAGS=-fsanitize=address build
	@PYTHON='$(PYTHON)' tests/pools/run build/pools/mod_tokenadmin.so $(POOL_TESTS:%=tests/server/test_%.py)

test-databases: build $B/texts ## run all tests that start a real httpd with PostgreSQL, then with MariaDB
	@failed=; for database in $(DATABASES); do \
	    TA_DATABASE=$$database $(PYTHON) -m pytest tests/server -n 2 -q || failed="$$failed $$database"; \
	done; [ -z "$$failed" ]

test-outage: build ## take the database away in each way that can be: killed, stopped, unreachable, slow, full, read-only
	@failed=; for database in sqlite3 $(DATABASES); do \
	    TA_DATABASE=$$database TA_OUTAGES='$(OUTAGES)' \
	        $(PYTHON) -m pytest $(OUTAGE_TESTS) -q -rP || failed="$$failed $$database"; \
	done; [ -z "$$failed" ]

test-busy: build $(filter $B/%,$(BUSY_TESTS)) ## repeat the tests that look at time, beside busy cores (BUSY=… times, BUSY_TESTS=…)
	@PYTHON='$(PYTHON)' tests/busy $(BUSY) $(BUSY_TESTS)

test-browser: build ## run the tests that open the page in a browser; screenshots are in build/screenshots
	@$(PYTHON) -m pytest tests/browser -n 3 -q

deps-test: ## install what the tests need besides: browser, database servers, neighbouring modules, axe-core from npm
	@.ci/deps test

deps-bench: deps ## install what `make bench` needs besides: wrk, and the modules that it measures
	@.ci/deps bench

bench: build ## measure speed, side by side with other modules (BENCH=--quick: under 2 minutes; BENCH=--help)
	@$(PYTHON) tests/bench/run $(BENCH)

# A configuration that is there already is the administrator's: it stays as it is.
install: build ## install module and configuration (DESTDIR=… to stage them)
	@set -eu; \
	modules='$(DESTDIR)'$$($(APXS) -q LIBEXECDIR); conf='$(DESTDIR)'$$($(APXS) -q SYSCONFDIR)/mods-available; \
	install -D -m 644 $B/mod_tokenadmin.so "$$modules/mod_tokenadmin.so"; \
	install -D -m 644 conf/tokenadmin.load "$$conf/tokenadmin.load"; \
	for sql in $(SQL); do \
	    install -D -m 644 "$$sql" '$(DESTDIR)/usr/share/mod_tokenadmin/'"$${sql#src/store/}"; \
	done; \
	echo "installed $$modules/mod_tokenadmin.so and $$conf/tokenadmin.load"; \
	if [ -e "$$conf/tokenadmin.conf" ]; then \
	    echo "kept $$conf/tokenadmin.conf; compare it with conf/tokenadmin.conf"; \
	else \
	    install -D -m 644 conf/tokenadmin.conf "$$conf/tokenadmin.conf"; \
	    echo "installed $$conf/tokenadmin.conf; edit it, then: a2enmod dbd tokenadmin && apachectl configtest"; \
	fi

clean: ## remove build/
	rm -rf $B

# --- the module

$B/mod_tokenadmin.so: $(OBJ) $B/obj/list
	$(call run,link   )$(CC) -shared $(CFLAGS) $(LDFLAGS) -Wl,-Bsymbolic -Wl,--as-needed -o $@ $(OBJ) -ljansson -lcrypto

$B/obj/%.o: %.c $$(HEADERS).gch Makefile | $$(@D)/
	$(call run,compile)$(CC) $(CFLAGS) $(MODULE) $(BASE) $(GLUE) -include $(HEADERS) -c -o $@ $<

$(TRUNK_OBJ): HEADERS = $B/obj/apr.h
$(GLUE_OBJ):  HEADERS = $B/obj/httpd.h
$(GLUE_OBJ) $B/obj/httpd.h.gch: GLUE = $(HTTPD_INC)

$B/obj/apr.h.gch $B/obj/httpd.h.gch: %.gch: %
	$(call run,compile)$(CC) $(CFLAGS) $(MODULE) $(BASE) $(GLUE) -x c-header -o $@ $<

$B/obj/apr.h $B/obj/httpd.h $B/obj-asan/apr.h: Makefile | $$(@D)/
	@printf '#include <%s.h>\n' $($(basename $(@F))_HEADERS) >$@

# The list of objects as it was last time: a source that is gone must leave the module, too.
$B/obj/list: FORCE | $$(@D)/
	@echo '$(OBJ)' | cmp -s - $@ || echo '$(OBJ)' >$@

# Folders, made once.
.PRECIOUS: %/
%/:
	@mkdir -p $@

# --- Python's compiled files, made once rather than by each process of each stage; what can't be read the stages tell

export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/$B/python

$B/collected: $(wildcard tests/server/*.py tests/server/harness/*.py tests/server/harness/*/*.py)
	@mkdir -p $(@D)
	$(call run,PYTHON)$(PYTHON) -m pytest tests/server --collect-only -qq >/dev/null || true
	@touch $@

# --- what the module says to databases, printed for the tests that ask them about it

$B/texts: tests/server/texts.c $(TRUNK_OBJ) Makefile
	$(call run,compile)$(CC) $(CFLAGS) $(BASE) -MF $@.d -MT $@ -o $@ $< $(TRUNK_OBJ) -Wl,--as-needed $(APR_LIBS) -ljansson -lcrypto

# --- the schema: migrations become rows of C arrays; the folder itself is a prerequisite, for files that are gone

$B/gen/schema_%.inc: tools/embed_schema.awk $$(sort $$(wildcard src/store/schema/$$*/*.sql)) src/store/schema/$$*
	@mkdir -p $(@D)
	$(call run,embed  )awk -f $< $(filter %.sql,$^) >$@

$(filter $B/obj/src/store/% $B/obj-asan/src/store/%,$(OBJ) $(ASAN_OBJ)) $(UNIT): | $(SCHEMAS)

# --- the page: its files become C arrays; the folder itself is a prerequisite, for files that are gone

$B/gen/ui.inc: tools/embed_page $(UI) src/ui
	@mkdir -p $(@D)
	$(call run,embed  )$< $(UI) >$@

$B/obj/src/api/page.o: | $B/gen/ui.inc

# --- unit tests: one program a file, against the trunk as a library; a comment "link: -Wl,…" adds linker flags

$B/obj-asan/%.o: %.c $B/obj-asan/apr.h.gch Makefile | $$(@D)/
	$(call run,compile)$(CC) $(SANITIZE) $(BASE) -include $B/obj-asan/apr.h -c -o $@ $<

$B/obj-asan/apr.h.gch: %.gch: %
	$(call run,compile)$(CC) $(SANITIZE) $(BASE) -x c-header -o $@ $<

$B/obj-asan/libtrunk.a: $(ASAN_OBJ)
	@rm -f $@
	$(call run,archive)$(AR) rcs $@ $^

$B/unit/%: tests/unit/%.c $B/obj-asan/libtrunk.a Makefile | $$(@D)/
	$(call run,compile)$(CC) $(SANITIZE) $(BASE) -include $B/obj-asan/apr.h -MF $@.d -MT $@ -o $@ $< \
	    $(shell sed -n 's/.*link: *\(-Wl,[^*]*\).*/\1/p' $<) $B/obj-asan/libtrunk.a \
	    -Wl,--as-needed -lcmocka $(APR_LIBS) -ljansson -lcrypto

# --- the cache's tests once more: with the thread sanitizer, and as fast as the module is

define against_the_cache
	@mkdir -p $(@D)
	$(call run,compile)$(CC) $1 $(POINTS) $(BASE) -MF $(@D)/deps -o $@ $< $(CACHE_SRC) -lcmocka $(APR_LIBS) -lcrypto
endef

$B/tsan/%: tests/unit/%.c $(CACHE_SRC) $(wildcard src/cache/*.h tests/unit/*.h) Makefile
	$(call against_the_cache,-O1 -g -fsanitize=thread)

$B/soak/%: tests/unit/%.c $(CACHE_SRC) $(wildcard src/cache/*.h tests/unit/*.h) Makefile
	$(call against_the_cache,$(CFLAGS))

-include $(OBJ:.o=.d) $(ASAN_OBJ:.o=.d) $(UNIT:=.d) $B/texts.d
