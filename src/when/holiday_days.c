/* SPDX-License-Identifier: MIT */
/* The rules of lang/holidays.tab, worked out for a year: Gregorian and Julian
 * Easter and the Hebrew calendar here, what follows the sky from the table. */
#include "base/days.h"
#include "base/str.h"
#include "when/civil.h"
#include "when/holiday.h"
#include "when/holiday_tables.h"

#include "holidays.inc"

const char *holiday_label(uint16_t holiday)
{
	bool there = holiday < sizeof(holidays) / sizeof(holidays[0]);
	return there ? holidays[holiday].name : NULL;
}

bool holiday_lasts(uint16_t holiday)
{
	return holiday_rules[holidays[holiday].first].days != 1;
}

bool holiday_hours(uint16_t holiday, int *ret_from, int *ret_to)
{
	*ret_from = holidays[holiday].from;
	*ret_to = holidays[holiday].to;
	return *ret_to != 0;
}

/* ---- names ---- */

/* Length of an apostrophe: ' ` and U+2018, U+2019. */
static size_t apostrophe(const char *p, size_t n)
{
	if (n >= 1 && (p[0] == '\'' || p[0] == '`'))
		return 1;
	return n >= 3 && p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\x98' || p[2] == '\x99') ? 3
												: 0;
}

/* A dot, then spaces, one line break or hyphens: what stands between words. */
static size_t between(const char *p, size_t n)
{
	size_t i = n > 0 && p[0] == '.' ? 1 : 0, dot = i;
	for (size_t lines = 0; i < n && i < 4; i++) {
		if (p[i] == '\n' && lines++ > 0)
			break;
		if (p[i] == '\xC2' && i + 1 < n && p[i + 1] == '\xA0')
			i++;
		else if (p[i] != ' ' && p[i] != '\n' && p[i] != '-')
			break;
	}
	return i == dot ? 0 : i;
}

/* Length of a name at the start of the text; 0: another one. *last is where its
 * last word begins. */
static size_t match_name(struct dl_str s, const char *name, size_t *last)
{
	size_t i = 0, n;
	*last = 0;
	for (; *name != '\0'; name++) {
		if (*name == ' ') {
			i += apostrophe(s.p + i, s.n - i); /* "saints' day" */
			if ((n = between(s.p + i, s.n - i)) == 0)
				return 0;
			i += n;
			*last = i;
			continue;
		}
		if (i > 0)
			i += apostrophe(s.p + i, s.n - i);
		if (i >= s.n || to_lower(s.p[i]) != *name)
			return 0;
		i++;
	}
	unsigned char next = i < s.n ? (unsigned char)s.p[i] : ' ';
	bool more = is_alpha(next) || is_digit(next) || next == '_' ||
		    (next >= 0x80 && next != 0xE2 && next != 0xC2);
	return more ? 0 : i;
}

static bool is_capital(struct dl_str s, size_t i)
{
	return is_upper((unsigned char)s.p[i]) || (unsigned char)s.p[i] >= 0x80;
}

/* "new", "all", "day" begin many names and far more other things: most are told
 * by the first letter of what follows. */
static bool may_follow(const struct holiday_group *g, struct dl_str text, size_t first)
{
	if ((g->next & HOLIDAY_ANYTHING) != 0)
		return true;
	size_t at = first + apostrophe(text.p + first, text.n - first);
	at += between(text.p + at, text.n - at);
	char c = at < text.n ? to_lower(text.p[at]) : ' ';
	return c >= 'a' && c <= 'z' && (g->next >> (c - 'a') & 1) != 0;
}

bool holiday_may_begin(struct dl_str text, size_t first, const struct lex_word *word)
{
	for (size_t i = 0; i < word->n_senses; i++)
		if (word->senses[i].class == LEX_HOLIDAY)
			return may_follow(&holiday_groups[word->senses[i].value], text, first);
	return false;
}

bool holiday_scan(struct dl_str text, size_t first, int32_t group, struct holiday_hit *ret)
{
	const struct holiday_group *g = &holiday_groups[group];
	if (!may_follow(g, text, first))
		return false;
	for (size_t k = 0; k < g->n; k++) {
		const struct holiday_name *m = &holiday_names[g->first + k];
		size_t last, n = match_name(text, m->text, &last);
		bool capital = n != 0 && is_capital(text, 0);
		if (n == 0 || ((m->flags & HOLIDAY_CAP) && !capital))
			continue;
		/* "Easter sat heavily on him", "a good Friday for shares" */
		bool weekday = is_capital(text, last);
		if (((m->flags & HOLIDAY_SHORT) && capital && !weekday) ||
		    ((m->flags & HOLIDAY_WEEKDAY) && !capital && weekday))
			continue;
		ret->holiday = m->holiday;
		ret->length = (uint16_t)n;
		ret->strength = holidays[m->holiday].n == 0 ? HOLIDAY_NO_DAY
				: m->flags & HOLIDAY_LATENT ? HOLIDAY_BESIDE
				: capital		    ? HOLIDAY_SURE
				: m->flags & HOLIDAY_WEAK   ? HOLIDAY_WORD
				: m->flags & HOLIDAY_DOUBT  ? HOLIDAY_DOUBTFUL
							    : HOLIDAY_SURE;
		return true;
	}
	return false;
}

/* ---- Hebrew calendar ---- */

/* Days from the calendar's epoch to 1 Tishri of a year: the mean new moon of
 * the year, put off where its weekday or hour forbids it. */
static int64_t hebrew_elapsed(int32_t year)
{
	int64_t months = days_floor_div(235 * (int64_t)year - 234, 19);
	int64_t parts = 12084 + 13753 * months; /* 1080 of them are an hour */
	int64_t day = 29 * months + days_floor_div(parts, 25920);
	return 3 * (day + 1) % 7 < 3 ? day + 1 : day;
}

static int64_t hebrew_new_year(int32_t year)
{
	static const int64_t epoch = -2092590; /* days before 1970 */
	int64_t before = hebrew_elapsed(year - 1), at = hebrew_elapsed(year),
		after = hebrew_elapsed(year + 1);
	/* no year has 356 or 382 days */
	return epoch + at + (after - at == 356 ? 2 : at - before == 382 ? 1 : 0);
}

int64_t holiday_hebrew(int32_t year, int month, int day)
{
	int64_t start = hebrew_new_year(year);
	int64_t length = hebrew_new_year(year + 1) - start;
	bool leap = length > 380;
	/* Tishri, Heshvan, Kislev, Tevet, Shevat, (Adar I,) Adar, Nisan … Elul */
	int lengths[13] = {30, 29, 30, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29};
	lengths[1] += length % 10 == 5; /* a complete year */
	lengths[2] -= length % 10 == 3; /* a deficient one */
	int at = month >= 7 && month < 12 ? month - 7 : month == 12 ? 6 : month + 6;
	for (int i = 0; i < at; i++)
		start += i == 5 && !leap ? 0 : lengths[i];
	return start + day - 1;
}

/* ---- rules ---- */

static int64_t nth_weekday(int32_t year, int month, int weekday, int nth)
{
	int64_t first = days_from_date(year, month, 1);
	int64_t day = first + (weekday - days_weekday(first) + 7) % 7 + 7 * (nth - 1);
	return day < first + days_in_month(year, month) ? day : day - 7;
}

static int64_t orthodox_easter(int32_t year)
{
	int a = year % 4, b = year % 7, c = year % 19;
	int d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
	int julian = d + e + 114; /* month * 31 + day - 1, Julian */
	int behind = year / 100 - year / 400 - 2;
	return days_from_date(year, julian / 31, julian % 31 + 1) + behind;
}

static int64_t take_steps(int64_t day, const struct holiday_rule *r)
{
	bool moved = false;
	for (size_t i = 0; i < HOLIDAY_STEPS && r->steps[i].op != HOLIDAY_NO_STEP; i++) {
		const struct holiday_step *s = &r->steps[i];
		switch ((enum holiday_op)s->op) {
		case HOLIDAY_ADD:
			day += s->days;
			break;
		case HOLIDAY_BEFORE:
			day -= s->days;
			day -= (days_weekday(day) - s->weekday + 7) % 7;
			break;
		case HOLIDAY_AFTER:
			day += s->days;
			day += (s->weekday - days_weekday(day) + 7) % 7;
			break;
		case HOLIDAY_IF:
			if (!moved && days_weekday(day) == s->weekday) {
				day += s->days;
				moved = true;
			}
			break;
		case HOLIDAY_NO_STEP:
			break;
		}
	}
	return day;
}

/* Candidates before the steps: a year may have none or two. */
#define CANDIDATES 4

static int candidates(const struct holiday_rule *r, int32_t year, int64_t out[CANDIDATES])
{
	int n = 0;
	switch ((enum holiday_base)r->base) {
	case HOLIDAY_FIXED:
		out[n++] = days_from_date(year, r->a, r->b);
		break;
	case HOLIDAY_NTH:
		out[n++] = nth_weekday(year, r->a, r->b, r->c);
		break;
	case HOLIDAY_EASTER:
		out[n++] = civil_days(civil_easter(year));
		break;
	case HOLIDAY_ORTHODOX:
		out[n++] = orthodox_easter(year);
		break;
	case HOLIDAY_HEBREW:
		for (int32_t h = year + 3760; h <= year + 3761; h++)
			out[n++] = holiday_hebrew(h, r->a, r->b);
		break;
	case HOLIDAY_LISTED: {
		int64_t epoch = days_from_date(HOLIDAY_FIRST_YEAR, 1, 1);
		int64_t from = days_from_date(year, 1, 1) - epoch - 40; /* before the steps */
		size_t lo = r->first, hi = (size_t)r->first + r->n;
		while (lo < hi) {
			size_t mid = (lo + hi) / 2;
			if (holiday_days[mid] < from)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (; n < CANDIDATES && lo < (size_t)r->first + r->n; lo++)
			out[n++] = epoch + holiday_days[lo];
		break;
	}
	}
	return n;
}

/* The rule for a country; "" unknown. */
static const struct holiday_rule *rule_for(const struct holiday *h, struct dl_str country)
{
	const struct holiday_rule *first = &holiday_rules[h->first], *other = NULL, *r = first;
	for (size_t i = 0; i < h->n; i++, r++) {
		if (r->countries[0] == '\0')
			other = r;
		for (const char *c = r->countries; country.n == 2 && *c != '\0';
		     c += c[2] == ' ' ? 3 : 2)
			if (c[0] == country.p[0] && c[1] == country.p[1])
				return r;
		r += r->days == 0; /* its end follows it */
	}
	return country.n == 2 && other != NULL ? other : first;
}

/* "GB" of "en-GB", "en-Latn-GB"; else empty. */
static struct dl_str region(struct dl_str language)
{
	for (size_t i = 0; i + 2 < language.n; i++)
		if (language.p[i] == '-' && is_upper((unsigned char)language.p[i + 1]) &&
		    is_upper((unsigned char)language.p[i + 2]) &&
		    (i + 3 == language.n || language.p[i + 3] == '-'))
			return (struct dl_str){language.p + i + 1, 2};
	return (struct dl_str){language.p, 0};
}

struct dl_str holiday_country(const struct dl_options *o)
{
	struct dl_str c = region(o->lang);
	for (size_t i = 0;
	     c.n == 0 && o->tz.n != 0 && i < sizeof(holiday_zones) / sizeof(holiday_zones[0]); i++)
		if (str_eq(o->tz, str_of(holiday_zones[i].zone)))
			c = str_of(holiday_zones[i].country);
	return c;
}

/* Years for which all arithmetic here is sound. */
#define YEAR_LEAST 326
#define YEAR_MOST  4000

int holiday_in_year(
    uint16_t holiday, struct dl_str country, int32_t year, struct holiday_span out[HOLIDAY_A_YEAR])
{
	const struct holiday_rule *r = rule_for(&holidays[holiday], country);
	int64_t days[CANDIDATES], ends[CANDIDATES];
	if (year < YEAR_LEAST || year > YEAR_MOST)
		return 0;
	int n = candidates(r, year, days), found = 0;
	for (int i = 0; i < n && found < HOLIDAY_A_YEAR; i++) {
		int64_t from = take_steps(days[i], r), to = from + r->days;
		struct dl_civil c = civil_from_days(from);
		if (c.year != year)
			continue;
		if (r->days == 0) { /* up to the first day of the next rule after it */
			int m = candidates(r + 1, year, ends);
			for (int k = 0; k < m && to <= from; k++)
				to = take_steps(ends[k], r + 1);
			m = to > from ? 0 : candidates(r + 1, year + 1, ends);
			for (int k = 0; k < m && to <= from; k++)
				to = take_steps(ends[k], r + 1);
			if (to <= from)
				to = from + 1;
		}
		out[found++] = (struct holiday_span){from, to};
	}
	return found;
}
