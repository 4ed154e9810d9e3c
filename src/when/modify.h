/* SPDX-License-Identifier: MIT */
/* Words before an expression that change how exactly it is meant. */
#ifndef WHEN_MODIFY_H
#define WHEN_MODIFY_H

#include "when/compose.h"

/* "early | May", "more than | two weeks": takes them into the member. Tokens
 * before `bound` belong to others. */
void modify_member(struct window *, struct member *, size_t bound);

#endif
