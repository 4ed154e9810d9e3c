/* SPDX-License-Identifier: MIT */
/* The little words before and behind an expression that open one of its sides:
 * "no later than 5 pm", "on or before 3 May", "3 pm or later". */
#ifndef WHEN_LEAD_H
#define WHEN_LEAD_H

#include "when/compose.h"

/* What stands before the token; *ret_toward: it is "to", which leads somewhere
 * only behind words that this does not know ("moved to Friday"). */
enum when_lead lead_before(const struct window *, size_t first, bool *ret_toward);
/* What stands behind the member, and in how many tokens. */
enum when_lead lead_behind(const struct window *, const struct member *, uint8_t *ret_n);

#endif
