/* SPDX-License-Identifier: MIT */
/* Words before an expression that change how exactly it is meant. */
#ifndef WHEN_MODIFY_H
#define WHEN_MODIFY_H

#include "when/compose.h"

/* "early | May", "more than | two weeks": takes them into the members. Before these
 * are chained: "from the middle of May | to the end of June". */
void modify_all(struct window *);

#endif
