/* SPDX-License-Identifier: MIT */
/* Tokens of a window → its members: the longest phrase that begins at each token, or
 * a bare number, with the zone and the trailing words behind it. */
#ifndef WHEN_MEMBER_H
#define WHEN_MEMBER_H

#include "when/compose.h"

void member_find(struct window *);

#endif
