/* SPDX-License-Identifier: MIT */
/* The parts of a rule (RFC 5545 section 3.3.10) that say on which days it falls. */
#include <string.h>

#include "base/str.h"
#include "event/series_rule.h"
#include "when/civil.h"

static struct dl_str part(struct dl_str rule, const char *name)
{
	struct dl_str key = str_of(name);
	for (size_t i = 0; i + key.n <= rule.n; i++) {
		if ((i != 0 && rule.p[i - 1] != ';') || memcmp(rule.p + i, key.p, key.n) != 0)
			continue;
		struct dl_str rest = {rule.p + i + key.n, rule.n - i - key.n};
		return (struct dl_str){rest.p, str_find(rest, ';')};
	}
	return (struct dl_str){NULL, 0};
}

/* The next item of a list "2,-1"; false: none. */
static bool next_item(struct dl_str *list, struct dl_str *ret)
{
	if (list->n == 0)
		return false;
	size_t n = str_find(*list, ',');
	*ret = (struct dl_str){list->p, n};
	n += n < list->n;
	list->p += n;
	list->n -= n;
	return true;
}

static int number(struct dl_str *s)
{
	bool minus = s->n != 0 && s->p[0] == '-';
	int value = 0;
	size_t i = minus || (s->n != 0 && s->p[0] == '+') ? 1 : 0;
	for (; i < s->n && is_digit((unsigned char)s->p[i]) && value < 10000; i++)
		value = value * 10 + (s->p[i] - '0');
	s->p += i;
	s->n -= i;
	return minus ? -value : value;
}

static int month_length(struct dl_civil day)
{
	struct dl_civil first = {.year = day.year, .month = day.month, .day = 1};
	return (int)(civil_days(civil_add_months(first, 1)) - civil_days(first));
}

/* "MO", "1MO", "-1FR" */
static bool is_day(struct dl_str item, struct dl_civil day)
{
	static const char names[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	int nth = number(&item);
	if (item.n != 2 || memcmp(item.p, names[civil_weekday(day) - 1], 2) != 0)
		return false;
	if (nth < 0)
		return (month_length(day) - day.day) / 7 + 1 == -nth;
	return nth == 0 || (day.day - 1) / 7 + 1 == nth;
}

static bool has_number(struct dl_str list, int value, int other)
{
	struct dl_str item;
	while (next_item(&list, &item)) {
		int n = number(&item);
		if (n == value || n == other)
			return true;
	}
	return false;
}

bool rule_places(struct dl_str rule)
{
	return part(rule, "BYDAY=").n != 0 || part(rule, "BYMONTHDAY=").n != 0 ||
	       str_starts(rule, STR("FREQ=DAILY"));
}

bool rule_on(struct dl_str rule, struct dl_civil day)
{
	struct dl_str days = part(rule, "BYDAY="), item;
	struct dl_str numbers = part(rule, "BYMONTHDAY="), months = part(rule, "BYMONTH=");
	bool on = days.n == 0;
	while (next_item(&days, &item))
		on = on || is_day(item, day);
	return on && rule_places(rule) && (months.n == 0 || has_number(months, day.month, 0)) &&
	       (numbers.n == 0 || has_number(numbers, day.day, day.day - month_length(day) - 1));
}

int rule_interval(struct dl_str rule)
{
	struct dl_str s = part(rule, "INTERVAL=");
	int n = number(&s);
	return n < 1 ? 1 : n;
}

/* Weeks, months or days since the first one. */
static int64_t periods(struct dl_str rule, struct dl_civil first, struct dl_civil day)
{
	if (str_starts(rule, STR("FREQ=WEEKLY")))
		return (civil_days(day) - civil_weekday(day) - civil_days(first) +
			   civil_weekday(first)) /
		       7;
	if (str_starts(rule, STR("FREQ=MONTHLY")))
		return (day.year - first.year) * 12 + day.month - first.month;
	return str_starts(rule, STR("FREQ=DAILY")) ? civil_days(day) - civil_days(first) : 0;
}

/* Days that are looked through: ten years. */
#define RULE_DAYS 3660

int rule_count(struct dl_str rule, struct dl_civil first, struct dl_civil last)
{
	int count = 0, interval = rule_interval(rule);
	int64_t days = civil_days(last) - civil_days(first);
	if (days < 0 || days > RULE_DAYS)
		return 0;
	for (int64_t i = 0; i <= days; i++) {
		struct dl_civil day = civil_add_days(first, i);
		count += rule_on(rule, day) && periods(rule, first, day) % interval == 0;
	}
	return count;
}

struct dl_civil rule_first(struct dl_str rule, struct dl_civil day)
{
	for (int i = 0; i < 366 && rule_places(rule); i++)
		if (rule_on(rule, civil_add_days(day, i)))
			return civil_add_days(day, i);
	return day;
}

struct dl_str rule_bound(struct dl_str rule)
{
	struct dl_str until = part(rule, "UNTIL="), count = part(rule, "COUNT=");
	return until.n != 0 ? until : count;
}
