/* SPDX-License-Identifier: MIT */
/* How a line begins. This is a guess by shape, made before any language is
 * known, and it decides only where blocks end: whether "Friday 13 March" is a
 * date, and which, is for when/ to say. So the words are not looked up, and
 * "Room 12" passes for a weak entry; what is made of weak entries (lines.c)
 * asks for more of them.
 *
 *     clock  10:00  10.30  10h30  9-10.30am  3 pm  10 Uhr  0900  10時
 *     date   2026-03-13  13.03.2026  13.3.  3/13/26  13 March 2026  3月13日
 *     year   1868  Stone laid    1868: …    c. 1868 - …    1914-1918 - …    (1868) …
 *     weak   Friday 13 March …   March 12 …   Sat., 14 …   Spring 1945 …   12 March … */
#include "text/lines.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static struct dl_str skip(struct dl_str s, size_t n)
{
	return (struct dl_str){s.p + n, s.n - n};
}

static int first(struct dl_str s)
{
	return s.n == 0 ? 0 : (unsigned char)s.p[0];
}

/* Digits that s begins with; *value of the first four. */
static size_t digits(struct dl_str s, unsigned *value)
{
	size_t n = 0;
	for (*value = 0; n < s.n && is_digit((unsigned char)s.p[n]); n++)
		if (n < 4)
			*value = *value * 10 + (unsigned)(s.p[n] - '0');
	return n;
}

/* Bytes of the word that s begins with: letters of ASCII, Latin, Greek,
 * Cyrillic and their neighbours, which write dates with spaces. */
static size_t word(struct dl_str s)
{
	size_t i = 0;
	while (i < s.n) {
		uint32_t c;
		size_t n = utf8_decode(skip(s, i), &c);
		if (n == 0 || (n == 1 ? !is_alpha((int)c) : c < 0xC0 || c >= 0x2000))
			break;
		i += n;
	}
	return i;
}

static size_t spaces(struct dl_str s)
{
	size_t n = 0;
	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
		n++;
	return n;
}

/* Bytes of a dash that s begins with: - – — ~ */
static size_t dash(struct dl_str s)
{
	if (first(s) == '-' || first(s) == '~')
		return 1;
	return str_starts(s, STR("–")) || str_starts(s, STR("—")) ? 3 : 0;
}

static bool starts_any(struct dl_str s, const char *const *list)
{
	for (; *list != NULL; list++) {
		struct dl_str z = str_of(*list);
		if (s.n >= z.n && str_eq_fold((struct dl_str){s.p, z.n}, z) &&
		    (s.n == z.n || word(skip(s, z.n)) == 0))
			return true;
	}
	return false;
}

static const char *const clock_units[] = {"am", "pm", "a.m", "p.m", "uhr", "h", "hrs", "hours",
    "o'clock", "時", "时", "点", "點", "시", NULL};

/* ends: it may be the first of two ("9 - 11 am"). */
static bool is_clock_or_first(struct dl_str s, bool ends)
{
	unsigned hour, minute;
	size_t n = digits(s, &hour);
	if (n == 4)
		return s.p[0] == '0' && hour <= 959 && hour % 100 < 60 &&
		       (s.n == 4 || is_space((unsigned char)s.p[4]) || dash(skip(s, 4)) != 0);
	if (n == 0 || n > 2 || hour > 24)
		return false;
	s = skip(s, n);
	if (starts_any(skip(s, spaces(s)), clock_units))
		return true;
	size_t gap = spaces(s), line = dash(skip(s, gap));
	if (line != 0 && ends) {
		struct dl_str to = skip(s, gap + line);
		return first(skip(to, spaces(to))) != '0' &&
		       is_clock_or_first(skip(to, spaces(to)), false);
	}
	int separator = first(s);
	if (separator != ':' && separator != '.' && separator != 'h' && separator != 'H')
		return false;
	s = skip(s, 1);
	if (digits(s, &minute) != 2 || minute > 59)
		return false;
	s = skip(s, 2);
	/* "10.30." and "10.30.26" are days; "12.50 euros" is not told from a clock. */
	return separator != '.' ||
	       (first(s) != '.' && !(dash(s) == 1 && is_digit(first(skip(s, 1)))));
}

static bool is_clock(struct dl_str s)
{
	return is_clock_or_first(s, true);
}

/* 2026-03-13, 2026/3/13, 2026.3.13, 2026-03, 2026年 */
static bool is_year_first(struct dl_str s)
{
	unsigned v;
	if (str_starts(s, STR("年")) || str_starts(s, STR("년")))
		return true;
	int separator = first(s);
	if (separator != '-' && separator != '/' && separator != '.')
		return false;
	s = skip(s, 1);
	size_t n = digits(s, &v);
	if (n == 0 || n > 2 || v > 12)
		return false;
	s = skip(s, n);
	return first(s) == separator ? is_digit(first(skip(s, 1))) : separator == '-' && n == 2;
}

static bool is_year(struct dl_str s, size_t n, unsigned v)
{
	return n == 4 && v >= 1000 && v < 3000 && !is_digit(first(skip(s, n)));
}

static enum lines_entry year_entry(struct dl_str s)
{
	unsigned v;
	if (is_year_first(s))
		return LINES_DATE;
	if (first(s) == 's')
		s = skip(s, 1);
	size_t line = dash(s), n = line == 0 ? 0 : digits(skip(s, line), &v);
	if (n == 2 || n == 4)
		s = skip(s, line + n);
	size_t gap = spaces(s);
	struct dl_str rest = skip(s, gap);
	if (rest.n == 0 || gap >= 2 || (gap == 1 && s.p[0] == '\t') || dash(rest) != 0 ||
	    first(rest) == ':' || first(rest) == ')')
		return LINES_YEAR;
	return gap == 1 ? LINES_WEAK : LINES_PLAIN;
}

/* 13.03.2026, 13.3., 3/13/26, 13-03-2026, 3月13日; s is behind the first number */
static bool is_numeric_day(struct dl_str s)
{
	unsigned v;
	if (str_starts(s, STR("月")) || str_starts(s, STR("월")))
		return true;
	int separator = first(s);
	if (separator != '-' && separator != '/' && separator != '.')
		return false;
	s = skip(s, 1);
	size_t n = digits(s, &v);
	if (n == 0 || n > 2 || v > 31)
		return false;
	s = skip(s, n);
	if (first(s) != separator)
		return false;
	n = digits(skip(s, 1), &v);
	return n == 2 || n == 4 || (n == 0 && separator == '.');
}

static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", "º", "ª", NULL};

/* s behind the number of a day: skips "-15", "th", "." */
static struct dl_str skip_day(struct dl_str s)
{
	unsigned v;
	size_t gap = spaces(s), line = dash(skip(s, gap));
	if (line != 0) {
		struct dl_str to = skip(s, gap + line);
		to = skip(to, spaces(to));
		size_t n = digits(to, &v);
		if (n == 1 || n == 2)
			s = skip(to, n);
	}
	if (first(s) == '.')
		return skip(s, 1);
	return starts_any(s, ordinals) ? skip(s, 2) : s;
}

static enum lines_entry day_entry(struct dl_str s)
{
	unsigned v;
	if (is_numeric_day(s))
		return LINES_DATE;
	s = skip_day(s);
	size_t gap = spaces(s), letters = word(skip(s, gap));
	if (gap == 0 || letters < 3 || letters > 24)
		return LINES_PLAIN;
	s = skip(s, gap + letters);
	if (first(s) == '.' || first(s) == ',')
		s = skip(s, 1);
	s = skip(s, spaces(s));
	size_t n = digits(s, &v);
	return is_year(s, n, v) ? LINES_DATE : LINES_WEAK;
}

static enum lines_entry number_entry(struct dl_str s)
{
	unsigned v;
	size_t n = digits(s, &v);
	if (is_clock(s))
		return LINES_CLOCK;
	if (is_year(s, n, v))
		return year_entry(skip(s, n));
	return (n == 1 || n == 2) && v >= 1 && v <= 31 ? day_entry(skip(s, n)) : LINES_PLAIN;
}

/* "about" in front of a year, in the languages whose chronologies do so. */
static const char *const circa[] = {"c", "ca", "circa", "um", "vers", "hacia", "verso", NULL};

static enum lines_entry circa_entry(struct dl_str s)
{
	unsigned v;
	if (!starts_any(s, circa))
		return LINES_PLAIN;
	s = skip(s, word(s));
	if (first(s) == '.')
		s = skip(s, 1);
	s = skip(s, spaces(s));
	size_t n = digits(s, &v);
	return is_year(s, n, v) && year_entry(skip(s, n)) != LINES_PLAIN ? LINES_YEAR : LINES_PLAIN;
}

/* Up to three words, then the number of a day or a year. */
static enum lines_entry words_entry(struct dl_str s)
{
	unsigned v;
	for (int i = 0; i < 3; i++) {
		size_t letters = word(s);
		if (letters < 2 || letters > 24)
			return LINES_PLAIN;
		s = skip(s, letters);
		while (first(s) == '.' || first(s) == ',') /* "Mon., Dec. 3" */
			s = skip(s, 1);
		size_t gap = spaces(s);
		if (gap == 0)
			return LINES_PLAIN;
		s = skip(s, gap);
		size_t n = digits(s, &v);
		if (n == 0)
			continue;
		bool whole = word(skip_day(skip(s, n))) == 0;
		return whole && (is_year(s, n, v) || (n <= 2 && v >= 1 && v <= 31)) ? LINES_WEAK
										    : LINES_PLAIN;
	}
	return LINES_PLAIN;
}

/* More of any, and the line says more than a date. */
#define BARE_BYTES 56
#define BARE_WORDS 5
#define LONG_WORD  4

/* How many long words a date has at most: none behind "1868" or "13.3.", a month
 * behind "13", a weekday and a month otherwise ("Friday the 13th of March"). */
static unsigned long_words_max(struct dl_str line)
{
	unsigned v;
	if (first(line) == '(' || first(line) == '[')
		line = skip(line, 1);
	if (circa_entry(line) != LINES_PLAIN)
		return 1;
	size_t n = digits(line, &v);
	struct dl_str rest = skip(line, n);
	if (n == 0)
		return 2;
	bool day = n <= 2 && !is_clock(line) && !is_numeric_day(rest);
	return day ? 1 : 0;
}

enum lines_entry line_entry(struct dl_str line)
{
	struct dl_str s = line;
	if (first(s) == '(' || first(s) == '[' || first(s) == '~')
		s = skip(s, 1);
	if (is_digit(first(s)))
		return number_entry(s);
	if (circa_entry(s) != LINES_PLAIN)
		return LINES_YEAR;
	if (words_entry(s) == LINES_PLAIN)
		return LINES_PLAIN;
	/* A small word is the middle of a sentence, but French and Spanish days are small. */
	bool day = word(s) >= LONG_WORD && line_is_bare(s);
	return !line_is_lower(s) || day ? LINES_WEAK : LINES_PLAIN;
}

bool line_is_bare(struct dl_str line)
{
	unsigned words = 0, long_words = 0, numbers = 0, v;
	unsigned most = long_words_max(line);
	bool open = false; /* a dash or colon that needs a number after it */
	if (line.n > BARE_BYTES)
		return false;
	while (line.n != 0) {
		size_t letters = word(line), n = digits(line, &v);
		words += letters != 0;
		long_words += letters >= LONG_WORD;
		numbers += n != 0;
		open = open && n == 0;
		if (letters + n == 0) {
			n = dash(line);
			open = open || n != 0 || line.p[0] == ':';
			if (n == 0 && strchr(" \t.,/:()'", line.p[0]) == NULL)
				return false;
			n = n == 0 ? 1 : n;
		}
		line = skip(line, letters + n);
	}
	return numbers != 0 && !open && words <= BARE_WORDS && long_words <= most;
}

unsigned line_shape(struct dl_str line)
{
	unsigned shape = 1, v;
	for (int i = 0; i < 4 && line.n != 0; i++) {
		size_t letters = word(line), n = digits(line, &v);
		if (letters + n == 0)
			break;
		shape = shape * 4 + (letters != 0 ? 1 : n <= 2 ? 2 : 3);
		line = skip(line, letters + n);
		while (line.n != 0 && strchr(" \t.,", line.p[0]) != NULL)
			line = skip(line, 1);
	}
	return shape;
}
