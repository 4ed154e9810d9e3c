/* SPDX-License-Identifier: MIT */
/* Numbers written as words: "twenty-one", "nineteen ninety-six", "two hundred". */
#ifndef WHEN_NUMBER_H
#define WHEN_NUMBER_H

#include "when/compose.h"

/* Makes the token one with the last of the window. False: it stands for itself. */
bool number_merge(struct window *, const struct lex_token *);

/* "twenty" as a number of its own that a "one" may still join. */
void number_open(struct lex_token *);

#endif
