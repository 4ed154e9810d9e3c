/* SPDX-License-Identifier: MIT */
#include "text/isotime.h"

#include <stdio.h>

#include "base/days.h"
#include "base/str.h"

/* Years beyond those of four digits are written with a sign, of up to six. */
#define YEAR_DIGITS_MAX 6
#define MINUTES_MAX	((int64_t)10 * 366 * 24 * 60)

struct cursor {
	struct dl_str s;
	size_t at;
};

static char peek(const struct cursor *c)
{
	return c->at < c->s.n ? c->s.p[c->at] : '\0';
}

static bool take(struct cursor *c, char x)
{
	bool is = c->at < c->s.n && c->s.p[c->at] == x;
	c->at += is;
	return is;
}

static size_t digits(const struct cursor *c)
{
	size_t n = 0;
	while (c->at + n < c->s.n && is_digit((unsigned char)c->s.p[c->at + n]))
		n++;
	return n;
}

/* Exactly n digits (of those that are there). */
static int number(struct cursor *c, size_t n)
{
	int value = 0;
	for (; n > 0; n--)
		value = value * 10 + (c->s.p[c->at++] - '0');
	return value;
}

/* One digit or two. */
static bool pair(struct cursor *c, uint8_t *ret)
{
	size_t n = digits(c);
	if (n != 1 && n != 2)
		return false;
	*ret = (uint8_t)number(c, n);
	return true;
}

static bool read_year(struct cursor *c, struct isotime *t)
{
	bool minus = peek(c) == '-', sign = minus || peek(c) == '+';
	c->at += sign;
	size_t n = digits(c);
	/* 20260310: the basic format has no signs. */
	if (n < 4 || (sign && n > YEAR_DIGITS_MAX) || (!sign && n != 4 && n != 8))
		return false;
	t->at.year = number(c, sign ? n : 4);
	t->at.year = minus ? -t->at.year : t->at.year;
	t->has_date = true;
	return true;
}

static bool read_date(struct cursor *c, struct isotime *t)
{
	t->precision = DL_YEAR;
	t->at.month = t->at.day = 1;
	if (!read_year(c, t))
		return false;
	char sep = peek(c);
	if (digits(c) == 4) {
		t->at.month = (uint8_t)number(c, 2);
		t->at.day = (uint8_t)number(c, 2);
		t->precision = DL_DAY;
	} else if (sep == '-' || sep == '/') {
		c->at++;
		if (!pair(c, &t->at.month))
			return false;
		t->precision = DL_MONTH;
		if (take(c, sep)) {
			if (!pair(c, &t->at.day))
				return false;
			t->precision = DL_DAY;
		}
	}
	return t->at.month >= 1 && t->at.month <= 12 && t->at.day >= 1 &&
	       t->at.day <= days_in_month(t->at.year, t->at.month);
}

/* Seconds, and what is finer, which is passed over. */
static bool read_seconds(struct cursor *c, struct isotime *t)
{
	if (digits(c) != 2)
		return false;
	t->at.second = (uint8_t)number(c, 2);
	if (take(c, '.') || take(c, ','))
		c->at += digits(c);
	return t->at.second <= 60;
}

static bool read_clock(struct cursor *c, struct isotime *t)
{
	size_t n = digits(c);
	t->precision = DL_MINUTE;
	if (n == 4 || n == 6) {
		t->at.hour = (uint8_t)number(c, 2);
		t->at.minute = (uint8_t)number(c, 2);
		if (n == 6 && !read_seconds(c, t))
			return false;
	} else {
		if (!pair(c, &t->at.hour) || !take(c, ':') || digits(c) != 2)
			return false;
		t->at.minute = (uint8_t)number(c, 2);
		if (take(c, ':') && !read_seconds(c, t))
			return false;
	}
	return t->at.minute < 60 &&
	       (t->at.hour < 24 || (t->at.hour == 24 && t->at.minute == 0 && t->at.second == 0));
}

static bool read_offset(struct cursor *c, struct isotime *t)
{
	size_t from = c->at;
	while (take(c, ' '))
		;
	if (take(c, 'Z') || take(c, 'z')) {
		t->has_offset = true;
		return true;
	}
	bool minus = peek(c) == '-';
	if (!minus && peek(c) != '+') {
		c->at = from;
		return true;
	}
	c->at++;
	size_t n = digits(c);
	if (n != 2 && n != 4)
		return false;
	int hours = number(c, 2), minutes = 0;
	if (n == 4) {
		minutes = number(c, 2);
	} else if (take(c, ':')) {
		if (digits(c) != 2)
			return false;
		minutes = number(c, 2);
	}
	t->has_offset = true;
	t->offset = (hours * 60 + minutes) * (minus ? -1 : 1);
	return hours <= 18 && minutes < 60;
}

static bool read_zone(struct cursor *c, struct isotime *t)
{
	if (!take(c, '['))
		return true;
	struct dl_str rest = {c->s.p + c->at, c->s.n - c->at};
	size_t n = str_find(rest, ']');
	if (n == rest.n)
		return false;
	t->zone = (struct dl_str){rest.p, n};
	c->at += n + 1;
	return true;
}

static void add_day(struct dl_civil *c)
{
	int month = 0, day = 0;
	days_to_date(days_from_date(c->year, c->month, c->day) + 1, &c->year, &month, &day);
	c->month = (uint8_t)month;
	c->day = (uint8_t)day;
}

bool isotime_read(struct dl_str s, struct isotime *ret)
{
	struct isotime t = {.has_date = false};
	struct cursor c = {.s = str_trim(s)};
	bool clock = take(&c, 'T') || (digits(&c) <= 2 && digits(&c) != 0);
	if (!clock && !read_date(&c, &t))
		return false;
	if (!clock && t.precision == DL_DAY &&
	    (peek(&c) == 'T' || peek(&c) == 't' || peek(&c) == ' ')) {
		clock = true;
		do
			c.at++;
		while (peek(&c) == ' ');
	}
	if (clock && (!read_clock(&c, &t) || !read_offset(&c, &t) || !read_zone(&c, &t)))
		return false;
	if (c.at != c.s.n)
		return false;
	if (t.at.hour == 24) {
		t.at.hour = 0;
		if (t.has_date)
			add_day(&t.at);
	}
	*ret = t;
	return true;
}

size_t isotime_write(const struct isotime *t, char out[ISOTIME_MAX])
{
	int n = 0;
	const struct dl_civil *c = &t->at;
	if (t->has_date) {
		bool sign = c->year < 0 || c->year > 9999;
		n += snprintf(out, ISOTIME_MAX, sign ? "%+05d" : "%04d", (int)c->year);
		if (t->precision >= DL_SEASON)
			n += snprintf(out + n, ISOTIME_MAX - (size_t)n, "-%02d", c->month);
		if (t->precision >= DL_DAY)
			n += snprintf(out + n, ISOTIME_MAX - (size_t)n, "-%02d", c->day);
	}
	if (t->precision == DL_MINUTE)
		n += snprintf(out + n, ISOTIME_MAX - (size_t)n, "T%02d:%02d", c->hour, c->minute);
	if (t->precision == DL_MINUTE && c->second != 0)
		n += snprintf(out + n, ISOTIME_MAX - (size_t)n, ":%02d", c->second);
	if (t->has_offset && t->offset == 0)
		n += snprintf(out + n, ISOTIME_MAX - (size_t)n, "Z");
	else if (t->has_offset)
		n += snprintf(out + n, ISOTIME_MAX - (size_t)n, "%c%02d:%02d",
		    t->offset < 0 ? '-' : '+', (t->offset < 0 ? -t->offset : t->offset) / 60,
		    (t->offset < 0 ? -t->offset : t->offset) % 60);
	return (size_t)n;
}

void isotime_pass(struct isotime *t)
{
	if (t->precision == DL_DAY) {
		add_day(&t->at);
	} else if (t->precision == DL_MONTH && t->at.month < 12) {
		t->at.month++;
	} else if (t->precision == DL_MONTH || t->precision == DL_YEAR) {
		t->at.month = 1;
		t->at.year++;
	}
}

bool isotime_duration(struct dl_str s, int64_t *ret_minutes)
{
	static const struct {
		char unit;
		int minutes;
		bool clock;
	} units[] = {{'W', 7 * 24 * 60, false}, {'D', 24 * 60, false}, {'H', 60, true},
	    {'M', 1, true}, {'S', 0, true}};
	struct cursor c = {.s = str_trim(s)};
	int64_t total = 0;
	size_t parts = 0;
	bool clock = false;
	take(&c, '+');
	if (!take(&c, 'P'))
		return false;
	while (c.at < c.s.n) {
		clock |= take(&c, 'T');
		size_t n = digits(&c), i = 0;
		if (n == 0 || n > 8)
			return false;
		int64_t value = number(&c, n);
		while (i < 5 && (units[i].unit != peek(&c) || units[i].clock != clock))
			i++;
		if (i == 5)
			return false;
		c.at++;
		total += value * units[i].minutes;
		parts++;
	}
	if (parts == 0 || total > MINUTES_MAX)
		return false;
	*ret_minutes = total;
	return true;
}
