/* SPDX-License-Identifier: MIT */
/* Shape of the tables that mkholidays makes (build/holidays.inc). */
#ifndef WHEN_HOLIDAY_TABLES_H
#define WHEN_HOLIDAY_TABLES_H

#include <stdint.h>

enum holiday_base {
	HOLIDAY_FIXED,	  /* a month, b day */
	HOLIDAY_NTH,	  /* a month, b weekday, c 1 … 4, 5 the last */
	HOLIDAY_EASTER,	  /* Gregorian */
	HOLIDAY_ORTHODOX, /* Julian Easter as a Gregorian date */
	HOLIDAY_HEBREW,	  /* a month, b day */
	HOLIDAY_LISTED	  /* n days from holiday_days[first] on */
};

enum holiday_op { HOLIDAY_NO_STEP, HOLIDAY_ADD, HOLIDAY_BEFORE, HOLIDAY_AFTER, HOLIDAY_IF };

struct holiday_step {
	uint8_t op, weekday;
	int16_t days;
};

#define HOLIDAY_STEPS 4

struct holiday_rule {
	uint8_t base;
	int8_t a, b, c;
	uint16_t first, n;
	struct holiday_step steps[HOLIDAY_STEPS];
	int16_t days; /* it lasts; 0: until the next rule of the table */
	const char *countries;
};

struct holiday {
	const char *name;
	uint16_t first, n; /* of holiday_rules */
	int16_t from, to;  /* minutes of the day; 0, 0: all of it */
};

enum {
	HOLIDAY_CAP = 1,     /* counts with a capital letter only */
	HOLIDAY_WEAK = 2,    /* so, or beside a year */
	HOLIDAY_SHORT = 4,   /* ends in sat or sun */
	HOLIDAY_WEEKDAY = 8, /* ends in a weekday */
	HOLIDAY_DOUBT = 16,  /* "of thanksgiving" is none */
	HOLIDAY_LATENT = 32  /* "New Year": counts beside others only */
};

struct holiday_name {
	const char *text;
	uint8_t flags;
	uint16_t holiday;
};

/* A bit of holiday_group.next: one has no second word, or it cannot be told. */
#define HOLIDAY_ANYTHING (UINT32_C(1) << 26)

struct holiday_zone {
	const char *zone, *country;
};

struct holiday_group {
	uint16_t first, n; /* of holiday_names */
	uint32_t next;	   /* letters that their second words begin with: bit 0 a … 25 z */
};

#endif
