/* SPDX-License-Identifier: MIT */
/* Table rows: the header row names the columns; without one, the cells do. */
#ifndef EVENT_TABLE_H
#define EVENT_TABLE_H

#include "event/work.h"

/* The row whose cells are blocks [block, end). Header rows only explain their
 * expressions. -1: no memory. */
int table_row(struct work *, uint32_t block, uint32_t end);

#endif
