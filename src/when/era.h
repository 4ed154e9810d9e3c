/* SPDX-License-Identifier: MIT */
/* Years of antiquity: "480 BC", "AD 79", "499-449 BC", and "in 479" in a text
 * that has named such a year before. */
#ifndef WHEN_ERA_H
#define WHEN_ERA_H

#include "when/compose.h"

/* Makes a year of each such number of the window, with its era in one token,
 * so that the rows of years read it: v[LEX_V] is the astronomical year (1 BC
 * is 0), v[LEX_ORIGIN] is NUMBER_ERA. */
void era_fold(struct window *);

#endif
