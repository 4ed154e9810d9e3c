/* SPDX-License-Identifier: MIT */
/* Numbers that are several words: "two hundred and five", "nineteen
 * ninety-six", "two and a half", "half an", "a couple of". */
#ifndef WHEN_NUMBER_H
#define WHEN_NUMBER_H

#include "when/compose.h"

/* What a token of LEX_NUMPART does in a number; scales and, negative,
 * denominators stand for themselves: hundred = 100, quarter = -4. */
enum {
	NUMBER_AND = 1,
	NUMBER_A = 2,
	NUMBER_OF = 3,
	NUMBER_PAIR = 4, /* a couple of */
	NUMBER_SCALE = 12
};

/* v[LEX_ORIGIN] of a number */
enum { LEX_ORIGIN = 2, NUMBER_AMOUNT = 1, NUMBER_YEAR, NUMBER_ERA };

/* Makes one token of each such number of the window: its mask has num, ord,
 * year or decade, v[LEX_V] and v[1] the number and its thousandths. Rows and
 * joins then need not know how a number was written. "a year and a half"
 * becomes the number one and a half and a unit that ends with "half". */
void number_fold(struct window *);

#endif
