/* SPDX-License-Identifier: MIT */
/* Lengths of time in one word: "1h30m", "2h 15min", "1y6mo". */
#include "when/cursor.h"

#include <string.h>

/* The units, the largest first: months or seconds of one. */
static const struct {
	const char *name;
	int32_t months, seconds;
} units[] = {{"y", 12, 0}, {"yr", 12, 0}, {"mo", 1, 0}, {"w", 0, 604800}, {"d", 0, 86400},
    {"h", 0, 3600}, {"hr", 0, 3600}, {"hrs", 0, 3600}, {"m", 0, 60}, {"min", 0, 60},
    {"mins", 0, 60}, {"s", 0, 1}, {"sec", 0, 1}, {"secs", 0, 1}};

#define UNITS (sizeof(units) / sizeof(units[0]))

/* A number of one unit may not be longer: "999d". */
#define SPAN_DIGITS 3

/* The unit whose letters are at the cursor, up to what is no letter; UNITS: none. */
static size_t unit_at(struct cursor *c)
{
	char name[5];
	size_t n = 0;
	while (n < sizeof(name) - 1 && is_alpha(peek(c, (uint32_t)n))) {
		name[n] = to_lower((char)peek(c, (uint32_t)n));
		n++;
	}
	name[n] = '\0';
	for (size_t i = 0; i < UNITS; i++)
		if (strcmp(units[i].name, name) == 0 && !is_letter(peek(c, (uint32_t)n))) {
			c->i += (uint32_t)n;
			return i;
		}
	return UNITS;
}

bool shape_span(struct cursor *c, struct lex_token *t, int32_t v)
{
	struct cursor k = *c;
	int32_t months = 0, seconds = 0;
	size_t parts = 0;
	for (size_t last = UNITS;; parts++) {
		size_t unit = unit_at(&k);
		if (unit == UNITS || (last != UNITS && unit <= last))
			break;
		months += v * units[unit].months;
		seconds += v * units[unit].seconds;
		last = unit;
		*c = k;
		k.i += peek(&k, 0) == ' ';
		uint32_t n = 0;
		for (v = 0; n < SPAN_DIGITS && is_digit(peek(&k, 0)); n++, k.i++)
			v = v * 10 + (peek(&k, 0) - '0');
		if (n == 0) {
			parts++;
			break;
		}
	}
	t->kind = LEX_NUMBER;
	t->mask = LEX_BIT(LEX_SPAN);
	t->v[0] = months;
	t->v[1] = seconds;
	return parts > 1;
}
