/* SPDX-License-Identifier: MIT */
#include "emit/iso.h"

#include "base/days.h"

#define DAY 86400

int64_t iso_seconds(struct dl_civil c)
{
	/* A civil that was never filled in must not lead out of the tables. */
	int month = c.month < 1 ? 1 : c.month > 12 ? 12 : c.month;
	int day = c.day < 1 ? 1 : c.day;
	return days_from_date(c.year, month, day) * DAY + c.hour * 3600 + c.minute * 60 + c.second;
}

struct dl_civil iso_civil(int64_t seconds)
{
	int64_t days = days_floor_div(seconds, DAY);
	int rest = (int)(seconds - days * DAY);
	struct dl_civil c = {.hour = (uint8_t)(rest / 3600),
	    .minute = (uint8_t)(rest / 60 % 60),
	    .second = (uint8_t)(rest % 60)};
	int month, day;
	days_to_date(days, &c.year, &month, &day);
	c.month = (uint8_t)month;
	c.day = (uint8_t)day;
	return c;
}

struct dl_civil iso_add_days(struct dl_civil c, int64_t days)
{
	return iso_civil(iso_seconds(c) + days * DAY);
}

struct dl_civil iso_add_months(struct dl_civil c, int64_t months)
{
	int64_t m = (int64_t)c.year * 12 + c.month - 1 + months;
	int64_t year = days_floor_div(m, 12);
	return (struct dl_civil){
	    .year = (int32_t)year, .month = (uint8_t)(m - year * 12 + 1), .day = 1};
}

struct dl_civil iso_midnight(struct dl_civil c)
{
	c.hour = c.minute = c.second = 0;
	return c;
}

/* At least so many digits. printf would take most of a feed's time. */
static void put_number(struct buf *out, uint32_t n, int digits)
{
	char text[10];
	int i = (int)sizeof(text);
	for (; n != 0 || digits > 0; digits--, n /= 10)
		text[--i] = (char)('0' + n % 10);
	buf_add(out, (struct dl_str){text + i, sizeof(text) - (size_t)i});
}

static void put_part(struct buf *out, char before, uint32_t n)
{
	buf_byte(out, before);
	put_number(out, n, 2);
}

static void put_year(struct buf *out, int32_t year)
{
	if (year < 0 || year > 9999)
		buf_byte(out, year < 0 ? '-' : '+');
	put_number(out, (uint32_t)(year < 0 ? -year : year), 4);
}

void iso_put(struct buf *out, struct dl_civil c, enum dl_precision precision)
{
	put_year(out, c.year);
	if (precision >= DL_SEASON)
		put_part(out, '-', c.month);
	if (precision >= DL_DAY)
		put_part(out, '-', c.day);
	if (precision == DL_MINUTE) {
		put_part(out, 'T', c.hour);
		put_part(out, ':', c.minute);
	}
}

void iso_put_basic(struct buf *out, struct dl_civil c, bool with_time)
{
	put_number(out, (uint32_t)c.year, 4);
	put_number(out, c.month, 2);
	put_number(out, c.day, 2);
	if (!with_time)
		return;
	put_part(out, 'T', c.hour);
	put_number(out, c.minute, 2);
	put_number(out, c.second, 2);
}

void iso_put_utc(struct buf *out, int64_t seconds)
{
	struct dl_civil c = iso_civil(seconds < 0 ? 0 : seconds);
	iso_put(out, c, DL_MINUTE);
	put_part(out, ':', c.second);
	buf_byte(out, 'Z');
}

/* How long an event of a precision lasts that names no end. */
static struct dl_civil after_one(struct dl_civil from, enum dl_precision precision)
{
	switch (precision) {
	case DL_CENTURY:
		return iso_add_months(from, 100 * 12);
	case DL_DECADE:
		return iso_add_months(from, 10 * 12);
	case DL_YEAR:
		return iso_add_months(from, 12);
	case DL_SEASON:
		return iso_add_months(from, 3);
	case DL_MONTH:
		return iso_add_months(from, 1);
	case DL_DAY:
	case DL_PART:
		return iso_add_days(from, 1);
	case DL_MINUTE:
		break;
	}
	return from;
}

void iso_span(const struct dl_event *e, struct dl_civil *ret_from, struct dl_civil *ret_to)
{
	*ret_from = e->start;
	*ret_to = after_one(e->start, e->precision);
	if (e->has_end && iso_seconds(e->end) > iso_seconds(e->start))
		*ret_to = e->end;
}

/* The number of n digits at p, or -1. */
static int number(const char *p, size_t n)
{
	int v = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

bool iso_read(struct dl_str s, struct dl_civil *ret, bool *ret_has_clock)
{
	bool clock = s.n == 16;
	if ((s.n != 10 && !clock) || s.p[4] != '-' || s.p[7] != '-')
		return false;
	int year = number(s.p, 4), month = number(s.p + 5, 2), day = number(s.p + 8, 2);
	int hour = clock ? number(s.p + 11, 2) : 0, minute = clock ? number(s.p + 14, 2) : 0;
	if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59 || (clock && (s.p[10] != 'T' || s.p[13] != ':')))
		return false;
	*ret = (struct dl_civil){.year = year,
	    .month = (uint8_t)month,
	    .day = (uint8_t)day,
	    .hour = (uint8_t)hour,
	    .minute = (uint8_t)minute};
	*ret_has_clock = clock;
	return true;
}
