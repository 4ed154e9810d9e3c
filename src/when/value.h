/* SPDX-License-Identifier: MIT */
/* What an expression says by itself, before any context: the fields that were
 * written, and how they lean on a reference. */
#ifndef WHEN_VALUE_H
#define WHEN_VALUE_H

#include <dateline/event.h>

enum value_unit {
	UNIT_NONE,
	UNIT_SECOND,
	UNIT_MINUTE,
	UNIT_HOUR,
	UNIT_DAY,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_YEAR,
	UNIT_DECADE,
	UNIT_CENTURY,
	UNIT_WEEKEND,
	UNIT_FORTNIGHT
};

enum value_kind {
	VALUE_NONE,   /* a clock or part of day alone */
	VALUE_DATE,   /* fields of a date: any of year, month, day, weekday, season … */
	VALUE_UNIT,   /* last week, this year, that month: unit and dir */
	VALUE_OFFSET, /* three weeks ago: unit, amount, dir */
	VALUE_DAY,    /* today, tomorrow, the same day: amount days from a base */
	VALUE_VAGUE,  /* PAST_REF, PRESENT_REF, FUTURE_REF: dir */
	VALUE_NTH, /* the first Monday of …, the last day of …: nth of unit or weekday, in of */
	VALUE_HOLIDAY,	/* holiday; amount days from it; UNIT_WEEKEND: its weekend; year_dir: year
			 * counts from this one */
	VALUE_DURATION, /* unit, amount */
	VALUE_SET,	/* every Monday, monthly */
	VALUE_NUMBER	/* latent: a bare number, day or hour of a neighbour */
};

/* Fields written. */
enum {
	HAS_YEAR = 1 << 0,
	HAS_MONTH = 1 << 1,
	HAS_DAY = 1 << 2,
	HAS_WEEKDAY = 1 << 3,
	HAS_CLOCK = 1 << 4,
	HAS_MERIDIEM = 1 << 5, /* am, pm, or a 24-hour form */
	HAS_PART = 1 << 6,
	HAS_SEASON = 1 << 7,
	HAS_QUARTER = 1 << 8,
	HAS_HALF = 1 << 9,
	HAS_DECADE = 1 << 10,
	HAS_CENTURY = 1 << 11,
	HAS_SECOND = 1 << 12,
	HAS_OFFSET = 1 << 13,
	HAS_DIR = 1 << 15
};

/* What a relative value is counted from. */
enum value_base {
	BASE_REFERENCE, /* today, last week: from when the document was written */
	BASE_NARRATED,	/* the same day, the following week: from what was told last */
	BASE_CONTEXT,	/* the year, the weekend: as the next, unless the document is news */
	BASE_INNER,	/* two days after 3 May: from the value inside it */
	BASE_PERIOD,	/* the latest quarter, the 1988 period: from the period in force */
	BASE_ANNOUNCED	/* day 2, the last evening: of the days that were announced */
};

/* A value that waits for the date behind it: "two days after | 3 May". */
enum value_hook {
	HOOK_NONE,
	HOOK_MAY, /* without one it is counted from what was told last */
	HOOK_MUST /* without one its last `trim` words go, and a length of time or nothing is left
		   */
};

/* What may not follow the words of a value. */
enum value_ends {
	VALUE_ENDS_ANYWHERE,
	VALUE_ENDS_WORDS, /* other words than little ones: "3 May 96 | people", "the 15th | floor"
			   */
	VALUE_ENDS_TEXT,  /* anything: the text says nothing else: "15 - 2" */
	VALUE_ENDS_NAMES  /* part of another expression: "the day before last | Tuesday" */
};

/* Of a part of the day; the first are the values of LEX_MOD. */
enum value_edge {
	EDGE_NONE,
	EDGE_EARLY,
	EDGE_MID,
	EDGE_LATE,
	EDGE_SMALL /* the small hours */
};

/* Places of a recurrence inside its unit: RFC 5545, section 3.3.10. */
#define RECUR_NTH    4
#define RECUR_CLOCKS 6
struct recur {
	uint8_t weekdays;      /* bit 0 Monday … bit 6 Sunday */
	int8_t nth[RECUR_NTH]; /* which of them: 1 first, -1 last */
	uint8_t n_nth;
	bool position;	  /* nth counts all those days together: the last weekday */
	uint32_t days;	  /* bit n: day n of the month, or of the year; bit 0: the last */
	uint16_t months;  /* bit n: month n */
	uint8_t week;	  /* ISO week of the year */
	uint8_t n_clocks; /* beside that of the value */
	uint8_t hours[RECUR_CLOCKS], minutes[RECUR_CLOCKS];
	uint16_t count; /* how often in all; 0: not said */
};

/* Values inside values: "the day after the last Friday of the month before
 * Easter" has three; deeper ones nobody writes. */
#define VALUE_DEPTH 4

struct value {
	enum value_kind kind;
	uint32_t has;
	uint32_t shared; /* of has: said by the other end of a range or list only */
	int32_t year;	 /* of a decade or century: its first; astronomical */
	uint8_t month, day, weekday;
	uint8_t hour, minute, second;
	uint8_t part;	/* enum dl_part */
	uint8_t season; /* 1 spring … 4 winter */
	uint8_t quarter, half;
	uint16_t holiday; /* of lang/holidays.tab */
	int16_t offset_minutes;
	int8_t nth; /* VALUE_SET, VALUE_NTH: first, third …; -1: last, -2: last but one */
	int8_t dir; /* -1 last, ago; 0 this; 1 next, in */
	enum value_unit unit;
	int32_t amount; /* thousandths; VALUE_DAY: days, BASE_ANNOUNCED: an nth; VALUE_NTH: an nth
			   over 100; VALUE_NUMBER: as written */
	int32_t months; /* of a compound length: with unit and amount */
	enum value_base base;
	enum value_hook hook;
	enum value_ends ends;
	/* 1 + index of the value inside: in window.inners, then discourse.inners. It
	 * gives what this one lacks ("the first quarter of | last year", "Monday of |
	 * next week"), or is what this one is counted from (BASE_INNER, VALUE_NTH). */
	uint32_t inner;
	uint32_t recur;	 /* VALUE_SET: 1 + index in window.recurs, then discourse.recurs; 0: none */
	const char *mod; /* TIMEX3 mod */
	struct dl_str zone; /* IANA, of the clock */
	uint8_t times;	    /* VALUE_SET: "twice a week": so often in its unit, nobody says when */
	uint8_t trim;	    /* of its row: last words that go with a hook that catches nothing */
	uint8_t skip;	    /* of its row: tokens outside the TIMEX3 extent; see member.skip */
	uint8_t digits;	    /* VALUE_NUMBER: so many were written */
	uint8_t order;	    /* numeric date that may be d/m or m/d: 1 */
	uint8_t led;	    /* enum when_lead, where it stands behind: "3 pm or later" */
	uint8_t edge;	    /* enum value_edge, of the part of day */
	bool approximate, vague; /* vague: "several years", PXY */
	bool latent;		 /* counts only joined to something, or after a lead word */
	bool history;		 /* counts only in a text that tells of years past */
	bool refused;		 /* said, but no date: 31 February, "37 years old" */
	bool one;	  /* "a week", "quarterly": beside an amount or noun something else */
	bool both_years;  /* "winter 1644-45": year is the first of them */
	bool spoken;	  /* a clock of twelve hours without am or pm: "half past two" */
	bool counts24;	  /* a clock of a language that has no other: "8 Uhr" */
	bool nought;	  /* a clock that counts to 24 by its looks: 03:00, 0930 */
	bool dotted;	  /* "3.15": dotted.h says where it is a clock */
	bool dropped;	  /* the document does not mean it so */
	bool sign;	  /* "+10 days": counted from now only if nothing else is said */
	bool weak;	  /* "3p": a clock only after "at", of a day or in a range */
	bool toward;	  /* the word before it is "to" */
	bool fraction;	  /* "7/8": a date only beside a weekday or a clock, or after "on" */
	bool small;	  /* a name written without its capital letter: "may 3" */
	bool year_dir;	  /* dir is the year's ("June last year"), not the month's */
	bool compound;	  /* "a year and two months": written in several units */
	bool business;	  /* "ten business days": weekends do not count */
	bool zone_varies; /* offset_minutes depends on the date: a zone, no abbreviation */
};

#endif
