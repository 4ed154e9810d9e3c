# SPDX-License-Identifier: MIT
#
#   make            build/dateline, build/libdateline.a, .so, dateline.pc
#   make demo       installs what is missing, builds, and builds the shipped feeds
#   make check      installs what the tests need, then runs all of them
#   make test       runs all of them (T="when/lex text" runs those)
#   make accept     expects from now on what the shipped feeds give (T=SUITE: golden files)
#   make layers     who may include whom (src/LAYERS)
#   make sanitize   the tests under the address and undefined-behaviour sanitizers
#   make valgrind   the tests under valgrind
#   make clang      compiles everything with clang
#   make fuzz       builds tests/fuzz/*.c; FUZZ_SECONDS=60 runs each for that long
#   make bench      speed and memory over BENCH_MB=100 megabytes of generated text
#   make score      false positives on texts without a date; accuracy on the documents
#                   in GOLD, and on the corpora in CORPORA, if they are there
#   make install    to PREFIX (/usr/local) below DESTDIR; make uninstall
#   make install-check   installs below build/ and builds a program on that
#   make format     clang-format over all C; make format-check only says
#   make clean
#
#   V=1 shows the commands, WERROR=1 makes warnings errors, DEPS=0 installs
#   nothing, B=DIR builds somewhere else: make B=build/x CFLAGS='-g -O0'.

B       ?= build
PREFIX  ?= /usr/local
CSTD    := -std=c11 -D_POSIX_C_SOURCE=200809L
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes $(if $(filter 1,$(WERROR)),-Werror)
CFLAGS  ?= -O2 -g
Q       := $(if $(V),,@)
CORPORA ?= ../shared/corpora
GOLD    ?= tests/event/gold

VERSION := $(shell awk '$$2 == "DL_VERSION" { gsub(/"/, "", $$3); print $$3 }' include/dateline/dateline.h)
SONAME  := libdateline.so.$(firstword $(subst ., ,$(VERSION)))

PKGS    := libical jansson libxml-2.0 libconfuse md4c gumbo gmime-3.0 libutf8proc
PKG     ?= pkg-config
MISSING := $(foreach p,$(PKGS),$(shell $(PKG) --exists $(p) 2>/dev/null || echo $(p)))
# libcsv has no file for pkg-config.
PLAIN   := -lcsv -lm
DEPS_C  := $(shell $(PKG) --cflags $(PKGS) 2>/dev/null)
DEPS_L  := $(shell $(PKG) --libs $(PKGS) 2>/dev/null) $(PLAIN)
CPP_ALL  = -Iinclude -Isrc -I$(B) $(DEPS_C) $(CPPFLAGS)
CC_ALL   = $(CC) $(CSTD) $(WARN) $(CFLAGS) -fPIC -fvisibility=hidden -MMD -MP $(CPP_ALL)
LINK     = $(CC) $(CFLAGS) -Wl,--as-needed $(LDFLAGS)
AGAIN    = $(MAKE) --no-print-directory

STAGES  := base lang text when event source emit api feed
LIB_SRC := $(filter-out src/lang/mk%,$(wildcard $(STAGES:%=src/%/*.c)))
CLI_SRC := $(wildcard src/cli/*.c)
TEST_SRC := $(sort $(wildcard tests/*/test_*.c))
GOLD_SRC := $(wildcard tests/score/gold_*.c)
HELP_SRC := $(wildcard tests/*.c) $(GOLD_SRC)
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(B)/%.o)
TEST_OBJ := $(TEST_SRC:%.c=$(B)/%.o) $(HELP_SRC:%.c=$(B)/%.o)
MAN      = $(B)/dateline.1 $(wildcard feeds/*.[1-9])
MAN_DIR  = $(subst .,man,$(suffix $(MAN)))

all: $(B)/dateline $(B)/libdateline.so $(B)/dateline.pc $(B)/dateline.1
lib: $(B)/libdateline.a

# ---- tables: src/lang/mkX.c (and mkX_*.c) are programs of the build machine
# mklang reads all languages at once; every other X.tab has a mkX of its own.
HOSTCC  ?= $(CC)
TABS    := $(filter $(patsubst src/lang/mk%.c,src/lang/%.tab,$(wildcard src/lang/mk*.c)),$(wildcard src/lang/*.tab))
# English first: the language of texts that do not show theirs.
LANGS   := $(sort $(wildcard src/lang/en*.lang)) $(filter-out src/lang/en%,$(sort $(wildcard src/lang/*.lang)))
LANG_H  := $(if $(LANGS),$(addprefix $(B)/,lang.inc lang-classes.h lang-literals.h lang-cues.h lang-cues.inc))
GEN     := $(TABS:src/lang/%.tab=$(B)/%.inc) $(LANG_H)

.SECONDEXPANSION:
$(B)/mk%: src/lang/mk%.c $$(wildcard src/lang/mk$$*_*.c) $(wildcard src/lang/*.h) $(B)/flags
	$(Q)$(HOSTCC) $(CSTD) $(WARN) -O1 -g -Iinclude -Isrc -o $@ $(filter %.c,$^) -lm
$(B)/mkholidays: src/base/days.c
$(B)/mklang $(B)/mkplaces: src/lang/mkhash.c
$(B)/holidays.lang: src/lang/holidays.tab $(B)/mkholidays
	$(Q)$(B)/mkholidays -w $< >$@.tmp && mv $@.tmp $@
$(B)/lang.stamp: $(B)/mklang $(LANGS) $(B)/holidays.lang
	$(Q)$< -o $(B) $(LANGS) $(B)/holidays.lang && touch $@
$(LANG_H): $(B)/lang.stamp ;
$(B)/%.inc: src/lang/%.tab $(B)/mk%
	$(Q)$(B)/mk$* $< >$@.tmp && mv $@.tmp $@

# ---- objects, library, program --------------------------------------------
# Everything depends on the flags it is made with; they are compared each time.
FLAGS    = $(CC) $(HOSTCC) $(WARN) $(CFLAGS) $(CPP_ALL) $(LDFLAGS) $(DEPS_L) $(LIBS)
$(B)/flags: FORCE
	@test -z "$(strip $(MISSING))" || { echo >&2 "make: pkg-config does not find $(strip $(MISSING));" \
	    "./contrib/bootstrap installs what is missing"; exit 1; }
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' >$@

$(B)/src/%.o: src/%.c $(B)/flags | $(GEN)
	@mkdir -p $(@D)
	$(Q)$(CC_ALL) -c $< -o $@
$(B)/tests/%.o: tests/%.c $(B)/flags | $(GEN)
	@mkdir -p $(@D)
	$(Q)$(CC_ALL) -Itests -c $< -o $@

$(B)/libdateline.a: $(LIB_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(B)/libdateline.so: $(LIB_OBJ)
	$(Q)$(LINK) -shared -Wl,-soname,$(SONAME) -o $@.$(VERSION) $^ $(DEPS_L) $(LIBS)
	$(Q)ln -sf libdateline.so.$(VERSION) $(B)/$(SONAME) && ln -sf $(SONAME) $@
$(B)/dateline: $(CLI_OBJ) $(B)/libdateline.a
	$(Q)$(LINK) -pthread -o $@ $^ $(DEPS_L) $(LIBS)
$(B)/dateline.1: $(B)/dateline
	$(Q)$(B)/dateline help --man >$@.tmp && mv $@.tmp $@
$(B)/dateline.pc: FORCE $(B)/flags
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: dateline' 'Description: dated text in, calendar feeds out' 'Version: $(VERSION)' \
	    'Requires.private: $(PKGS)' 'Libs.private: $(PLAIN)' 'Libs: -L$${libdir} -ldateline' 'Cflags: -I$${includedir}' >$@.tmp
	@cmp -s $@.tmp $@ || cp $@.tmp $@

# ---- tests -----------------------------------------------------------------
$(B)/suites.h: $(B)/suites.stamp ;
$(B)/suites.stamp: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(TEST_SRC) | sed -n \
	    's,^tests/\([^/]*\)/test_\(.*\)\.c$$,SUITE("\1"\, "\2"\, suite_\1_\2),p' >$@.tmp
	@cmp -s $@.tmp $(B)/suites.h || cp $@.tmp $(B)/suites.h
	@mv $@.tmp $@
$(B)/tests/run.o: $(B)/suites.h
$(B)/run: $(TEST_OBJ) $(B)/libdateline.a
	$(Q)$(LINK) -o $@ $^ $(shell $(PKG) --libs check) $(DEPS_L) $(LIBS)

RUN      = DATELINE_BUILD='$(B)' CC='$(CC)'
check:
	@DEPS='$(DEPS)' ./contrib/bootstrap test
	@+$(AGAIN) test
test: all $(B)/run
	@$(RUN) $(B)/run $(T)
accept: all $(B)/run
	@ACCEPT=1 $(RUN) $(B)/run $(or $(T),feed/feeds)

layers:
	@awk -f src/layers.awk src/LAYERS $(wildcard src/*/*.[ch] include/dateline/*.h)

# One process for all tests, here and under valgrind: a leak is found once, not
# searched for at the end of each test, and named by its stack.
sanitize:
	@+CK_FORK=no $(AGAIN) test B=$(B)/asan \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
# The programs that tests start are watched as well. Not the worst cases: they
# read megabytes to see how work grows, and would take half an hour.
TIMELY  := $(filter-out slow,$(sort $(foreach t,$(TEST_SRC),$(word 2,$(subst /, ,$(t))))))
valgrind: all $(B)/run
	@CK_FORK=no $(RUN) valgrind -q --error-exitcode=9 --leak-check=full \
	    --errors-for-leak-kinds=definite --trace-children=yes --trace-children-skip='/*bin/*' \
	    $(B)/run $(or $(T),$(TIMELY))
clang:
	@+$(AGAIN) all $(B)/clang/run B=$(B)/clang CC=$(CLANG) WERROR=1
CLANG   ?= clang

# libFuzzer comes with clang. Seeds, if there are any, lie in tests/fuzz/NAME/.
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_IN  = $(B)
fuzz:
	@+$(AGAIN) fuzzers B=$(B)/fuzz/objects FUZZ_IN=$(B)/fuzz CC=$(CLANG) \
	    CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
	@[ -z '$(FUZZ_SECONDS)' ] || for f in $(FUZZERS); do \
	    echo "fuzz $$f, $(FUZZ_SECONDS) s"; mkdir -p $(B)/fuzz/found/$$f; \
	    $(B)/fuzz/$$f -verbosity=0 -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 \
	        -artifact_prefix=$(B)/fuzz/$$f- $(B)/fuzz/found/$$f $$(ls -d tests/fuzz/$$f 2>/dev/null) \
	        || exit; done
fuzzers: $(FUZZERS:%=$(FUZZ_IN)/%)
$(FUZZERS:%=$(FUZZ_IN)/%): $(FUZZ_IN)/%: $(B)/tests/fuzz/fuzz_%.o $(B)/libdateline.a
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(DEPS_L) $(LIBS)

BENCH_MB ?= 100
bench: $(B)/bench $(B)/dateline
	@$(B)/bench $(B)/dateline $(BENCH_MB) $(wildcard tests/event/docs/*.txt feeds/*/*.txt)
$(B)/bench: $(patsubst %.c,$(B)/%.o,$(wildcard tests/bench/*.c)) $(B)/libdateline.a
	$(Q)$(LINK) -o $@ $^ $(DEPS_L) $(LIBS)
$(B)/undated-words: $(B)/tests/score/undated_words.o $(B)/tests/undated.o $(B)/libdateline.a
	$(Q)$(LINK) -o $@ $^ $(DEPS_L) $(LIBS)
$(B)/score-gold: $(B)/tests/score/score_gold.o $(GOLD_SRC:%.c=$(B)/%.o) $(B)/libdateline.a
	$(Q)$(LINK) -o $@ $^ $(DEPS_L) $(LIBS)
score: all $(B)/undated-words $(B)/score-gold
	@$(B)/undated-words tests/when/negative.txt tests/when/prose.txt
	@$(B)/score-gold $(GOLD)
	@if [ -e $(CORPORA)/score_all.py ]; then python3 $(CORPORA)/score_all.py --bin $(B)/dateline; \
	    else echo "score: no corpora in $(CORPORA); CORPORA=DIR names another place"; fi

# ---- for people --------------------------------------------------------------
demo:
	@DEPS='$(DEPS)' ./contrib/bootstrap build
	@+$(AGAIN) all
	@$(B)/dateline build --list
	@printf '%s\n' '' 'To subscribe:' \
	    "  here       open the file in a calendar app: file://$$PWD/public/iistem.ics" \
	    '  the web    put public/ on any web server; then give people' \
	    '             webcal://YOUR.SERVER/iistem.ics  (calendar apps)' \
	    '             https://YOUR.SERVER/iistem.atom  (feed readers; .json for programs)' \
	    '  browser    open public/iistem.html'

DEST     = $(DESTDIR)$(PREFIX)
install: all
	install -d $(DEST)/bin $(DEST)/lib/pkgconfig $(DEST)/include/dateline \
	    $(addprefix $(DEST)/share/man/,$(sort $(MAN_DIR)))
	install $(B)/dateline $(DEST)/bin
	install -m 644 $(B)/libdateline.a $(DEST)/lib
	install $(B)/libdateline.so.$(VERSION) $(DEST)/lib
	cp -P $(B)/$(SONAME) $(B)/libdateline.so $(DEST)/lib
	install -m 644 $(B)/dateline.pc $(DEST)/lib/pkgconfig
	install -m 644 $(wildcard include/dateline/*.h) $(DEST)/include/dateline
	$(foreach m,$(MAN),install -m 644 $(m) $(DEST)/share/man/man$(subst .,,$(suffix $(m)))/ &&) :
uninstall:
	rm -f $(DEST)/bin/dateline $(DEST)/lib/libdateline.a $(DEST)/lib/libdateline.so \
	    $(DEST)/lib/$(SONAME) $(DEST)/lib/libdateline.so.$(VERSION) \
	    $(DEST)/lib/pkgconfig/dateline.pc $(patsubst %,$(DEST)/%,$(wildcard include/dateline/*.h)) \
	    $(foreach m,$(MAN),$(DEST)/share/man/man$(subst .,,$(suffix $(m)))/$(notdir $(m)))
	-rmdir $(DEST)/include/dateline

# Installs into the build folder and builds a program on that.
AT       = $(abspath $(B)/installed)
USE      = $$(PKG_CONFIG_PATH=$(AT)/lib/pkgconfig $(PKG) --cflags --libs dateline) -Wl,-rpath,$(AT)/lib
install-check:
	@rm -rf $(AT)
	@+$(AGAIN) install DESTDIR= PREFIX=$(AT) >/dev/null
	@$(CC) $(CSTD) $(WARN) $(CFLAGS) tests/house/consumer.c -o $(AT)/consumer $(USE) && $(AT)/consumer
	@! command -v $(CXX) >/dev/null || { $(CXX) -x c++ -Wall -Wextra $(CFLAGS) tests/house/consumer.c \
	    -o $(AT)/consumer++ $(USE) && $(AT)/consumer++; }
	@for h in include/dateline/*.h; do $(CC) $(CSTD) $(WARN) -Werror -fsyntax-only -x c \
	    -I$(AT)/include $$h || exit; done
	@$(AT)/bin/dateline --version
	@+$(AGAIN) uninstall DESTDIR= PREFIX=$(AT) >/dev/null
	@rm -f $(AT)/consumer*; left=$$(find $(AT) -type f -o -type l); \
	    [ -z "$$left" ] || { echo "make uninstall leaves $$left" >&2; exit 1; }

# Written with clang-format 14; others break some lines elsewhere.
CLANG_FORMAT ?= clang-format
C_FILES := $(wildcard include/*/*.h src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])
format:
	$(CLANG_FORMAT) -i $(C_FILES)
format-check:
	@$(CLANG_FORMAT) --dry-run -Werror $(C_FILES)
clean:
	rm -rf $(B)

.PHONY: all lib check test accept layers sanitize valgrind clang fuzz fuzzers bench score demo install \
    uninstall install-check format format-check clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(wildcard $(B)/tests/bench/*.d $(B)/tests/fuzz/*.d)
