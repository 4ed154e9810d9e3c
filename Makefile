# SPDX-License-Identifier: MIT
# make            build/dateline, build/libdateline.a, .so, dateline.pc
# make demo       installs what is missing, builds, and builds the shipped feeds
# make check      installs what the tests need, then runs all of them
# make layers     who may include whom (src/LAYERS)
# make V=1        shows the commands
B       ?= build
CC      ?= cc
CSTD    := -std=c11 -D_POSIX_C_SOURCE=200809L
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes
CFLAGS  ?= -O2 -g
Q       := $(if $(V),,@)

PKGS    := libical jansson libxml-2.0 libconfuse md4c gumbo
DEPS_C  := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
DEPS_L  := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
ALL_C    = $(CSTD) $(WARN) $(CFLAGS) -fPIC -fvisibility=hidden -MMD -MP -Iinclude -Isrc -I$(B) $(DEPS_C)

LIB_SRC := $(filter-out src/lang/mk%,$(wildcard src/base/*.c src/lang/*.c src/text/*.c src/when/*.c \
           src/event/*.c src/source/*.c src/emit/*.c src/api/*.c src/feed/*.c))
LIB_OBJ := $(LIB_SRC:src/%.c=$(B)/%.o)
CLI_OBJ := $(patsubst src/%.c,$(B)/%.o,$(wildcard src/cli/*.c))

all: $(B)/dateline

$(B)/libdateline.a: $(LIB_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/dateline: $(CLI_OBJ) $(B)/libdateline.a
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(DEPS_L) $(LIBS)

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_C) -c $< -o $@

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)
.PHONY: all
