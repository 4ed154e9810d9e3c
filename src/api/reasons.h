/* SPDX-License-Identifier: MIT */
/* The parts of dl_rule_words() that explain tells apart. */
#ifndef API_REASONS_H
#define API_REASONS_H

#include <dateline/base.h>

/* Words for an id that says where a title comes from; NULL: it says no such thing. */
const char *reason_of_title(struct dl_str id);

#endif
