/* SPDX-License-Identifier: MIT */
/* What the columns of a table are, by the words of its header row. */
#ifndef EVENT_COLUMN_H
#define EVENT_COLUMN_H

#include "event/where.h"
#include "event/work.h"

/* Columns that are told apart; those of a wider table have no names. */
#define MAX_COLUMNS 64

struct column {
	const char *role; /* "date", "place", "title" … (record.h); NULL: none of them */
	bool named;	  /* there is a header at all */
	/* What happens there is an event in each row: at a day of its own, in a room
	 * of its own. */
	bool has_day, track;
	struct slot day;
	struct where where;
};

struct table {
	uint32_t number;
	size_t n;
	struct column v[MAX_COLUMNS];
	bool grid; /* some column has days or tracks */
	/* What the rows above said, for cells left empty. */
	struct slot date, time;
	bool has_date, has_time;
};

/* The table whose row begins at a block, its columns read when it is new. NULL:
 * no memory (said). */
struct table *table_of(struct work *, uint32_t block, uint32_t end);

/* The column of a cell; one without a name where the table has more. */
const struct column *table_column(const struct table *, const struct text_block *);

/* Is the row of blocks [block, end) nothing but names of columns? */
bool table_is_header(const struct work *, uint32_t block, uint32_t end);

#endif
