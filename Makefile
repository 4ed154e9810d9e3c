# SPDX-License-Identifier: MIT
#
#   make            build/dateline, build/libdateline.a, .so, dateline.pc
#   make demo       installs what is missing, builds, and builds the shipped feeds
#   make check      installs what the tests need, then runs all of them
#   make test       runs all of them (T="when/lex text" runs those)
#   make layers     who may include whom (src/LAYERS)
#   make sanitize   the tests under the address and undefined-behaviour sanitizers
#   make valgrind   the tests under valgrind
#   make clang      compiles everything with clang
#   make fuzz       builds tests/fuzz/*.c; FUZZ_SECONDS=60 runs each for that long
#   make bench      speed and memory over generated text
#   make score      accuracy on the corpora in CORPORA, if they are there
#   make install    to PREFIX (/usr/local) below DESTDIR; make uninstall
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

VERSION := $(shell awk '$$2 == "DL_VERSION" { gsub(/"/, "", $$3); print $$3 }' include/dateline/dateline.h)
SONAME  := libdateline.so.$(firstword $(subst ., ,$(VERSION)))

PKGS    := libical jansson libxml-2.0 libconfuse md4c gumbo
PKG     ?= pkg-config
MISSING := $(foreach p,$(PKGS),$(shell $(PKG) --exists $(p) 2>/dev/null || echo $(p)))
DEPS_C  := $(shell $(PKG) --cflags $(PKGS) 2>/dev/null)
DEPS_L  := $(shell $(PKG) --libs $(PKGS) 2>/dev/null)
CPP_ALL  = -Iinclude -Isrc -I$(B) $(DEPS_C) $(CPPFLAGS)
CC_ALL   = $(CC) $(CSTD) $(WARN) $(CFLAGS) -fPIC -fvisibility=hidden -MMD -MP $(CPP_ALL)
LINK     = $(CC) $(CFLAGS) -Wl,--as-needed $(LDFLAGS)

STAGES  := base lang text when event source emit api feed
LIB_SRC := $(filter-out src/lang/mk%,$(wildcard $(STAGES:%=src/%/*.c)))
CLI_SRC := $(wildcard src/cli/*.c)
TEST_SRC := $(sort $(wildcard tests/*/test_*.c))
HELP_SRC := $(wildcard tests/*.c)
LIB_OBJ := $(LIB_SRC:src/%.c=$(B)/%.o)
CLI_OBJ := $(CLI_SRC:src/%.c=$(B)/%.o)
TEST_OBJ := $(TEST_SRC:%.c=$(B)/%.o) $(HELP_SRC:%.c=$(B)/%.o)
MAN     := $(wildcard src/*/*.[1-9] feeds/*.[1-9])

all: $(B)/dateline $(B)/libdateline.so $(B)/dateline.pc
lib: $(B)/libdateline.a

# ---- tables: src/lang/mkX.c are programs of the build machine -------------
# mklang reads all languages at once; every other X.tab has a mkX of its own.
HOSTCC  ?= $(CC)
TABS    := $(filter $(patsubst src/lang/mk%.c,src/lang/%.tab,$(wildcard src/lang/mk*.c)),$(wildcard src/lang/*.tab))
LANGS   := $(wildcard src/lang/*.lang)
LANG_H  := $(if $(LANGS),$(addprefix $(B)/,lang.inc lang-cues.h lang-cues.inc))
GEN     := $(TABS:src/lang/%.tab=$(B)/%.inc) $(LANG_H)

$(B)/mk%: src/lang/mk%.c $(B)/flags
	$(Q)$(HOSTCC) $(CSTD) $(WARN) -O1 -g -Iinclude -Isrc -o $@ $<
$(B)/lang.stamp: $(B)/mklang $(LANGS)
	$(Q)$< -o $(B) $(LANGS) && touch $@
$(LANG_H): $(B)/lang.stamp ;
$(B)/%.inc: src/lang/%.tab $(B)/mk%
	$(Q)$(B)/mk$* $< >$@.tmp && mv $@.tmp $@

# ---- objects, library, program --------------------------------------------
# Everything depends on the flags it is made with; they are compared each time.
FLAGS    = $(CC) $(HOSTCC) $(WARN) $(CFLAGS) $(CPP_ALL) $(LDFLAGS) $(DEPS_L)
$(B)/flags: FORCE
	@test -z "$(strip $(MISSING))" || { echo >&2 "make: pkg-config does not find $(strip $(MISSING));" \
	    "./contrib/bootstrap installs what is missing"; exit 1; }
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' >$@

$(B)/%.o: src/%.c $(B)/flags | $(GEN)
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
	$(Q)$(LINK) -o $@ $^ $(DEPS_L) $(LIBS)
$(B)/dateline.pc: Makefile include/dateline/dateline.h $(B)/flags
	$(Q)printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: dateline' 'Description: dated text in, calendar feeds out' 'Version: $(VERSION)' \
	    'Requires.private: $(PKGS)' 'Libs: -L$${libdir} -ldateline' 'Cflags: -I$${includedir}' >$@

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
	@$(MAKE) --no-print-directory test
test: all $(B)/run
	@$(RUN) $(B)/run $(T)

.PHONY: all lib check test FORCE
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_OBJ:.o=.d)
