/* SPDX-License-Identifier: MIT */
/* Members of a window that stay apart and belong together: the ends of a range, the
 * days of a list. They share what only one of them says. */
#ifndef WHEN_CHAIN_H
#define WHEN_CHAIN_H

#include "when/compose.h"

/* Chains neighbours that a "to", an "and", a comma joins. tight: only bare numbers, and
 * a number and a clock. */
void chain_all(struct window *, bool tight);
/* Numbers of a chain take the month of the nearest member that has one. */
void chain_numbers(struct window *);
/* Dates take the year that the last of them has, or that stands behind it. */
void chain_years(struct window *);
/* Refuses days that the month which was lent to them has not. */
void chain_refuse_days(struct window *);

#endif
