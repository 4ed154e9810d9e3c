/* SPDX-License-Identifier: MIT */
/* Dates and times as machines write them for machines (ISO 8601, RFC 3339). */
#ifndef TEXT_ISOTIME_H
#define TEXT_ISOTIME_H

#include <dateline/event.h>

struct isotime {
	struct dl_civil at;
	/* DL_YEAR, DL_MONTH, DL_DAY or DL_MINUTE; a clock alone is DL_MINUTE, too */
	enum dl_precision precision;
	bool has_date;
	bool has_offset;
	int offset;	    /* minutes east of UTC */
	struct dl_str zone; /* of "[Europe/Berlin]" behind it (RFC 9557); a part of the text */
};

/* Reads all of a text: basic and extended format, "T" or a space before the
 * clock, months and days of one digit, slashes for dashes ("2026/3/9"), the
 * offset with or without a colon. "T19:00" is a clock alone. 24:00 is the day
 * after. False: it is something else. */
bool isotime_read(struct dl_str, struct isotime *ret);

/* Bytes of the longest that isotime_write() writes. */
#define ISOTIME_MAX 48
/* Extended format, to the precision; the bytes written. The zone is left out. */
size_t isotime_write(const struct isotime *, char out[ISOTIME_MAX]);

/* The beginning of the day (month, year) after: an inclusive end made exclusive.
 * A clock stays as it is. */
void isotime_pass(struct isotime *);

/* Minutes of a duration of RFC 5545, section 3.3.6, or ISO 8601 without years
 * and months: "PT90M", "P1DT2H", "P2W". False: it is none, or over ten years. */
bool isotime_duration(struct dl_str, int64_t *ret_minutes);

#endif
