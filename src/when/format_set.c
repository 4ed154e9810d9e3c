/* SPDX-License-Identifier: MIT */
/* Recurrences as TIMEX3 values and as rules of RFC 5545. */
#include <stdarg.h>
#include <string.h>

#include "base/fmt.h"
#include "when/recur.h"
#include "when/resolve.h"

/* A text that grows within its buffer; what does not fit is left out. */
struct out {
	char *p;
	size_t n, size;
};

static void add(struct out *o, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	size_t n = fmt_printv(o->p + o->n, o->size - o->n, fmt, ap);
	va_end(ap);
	if (n < o->size - o->n)
		o->n += n;
	else
		o->p[o->n] = '\0';
}

static const struct recur *record(const struct value *v, const struct recur *r, struct recur *own)
{
	if (r != NULL)
		return r;
	recur_plain(v, own);
	return own;
}

/* The only bit of a mask: its number; -1: none or several. */
static int only(uint32_t mask)
{
	int n = 0;
	if (mask == 0 || (mask & (mask - 1)) != 0)
		return -1;
	for (; (mask & 1) == 0; mask >>= 1)
		n++;
	return n;
}

/* XXXX-WXX-1T09:00, XXXX-05-03, XXXX-XX-15 … for what recurs each unit; false: a
 * length says it better. */
static bool place_text(struct out *o, const struct value *v, const struct recur *r)
{
	int month = only(r->months), day = only(r->days);
	if (v->amount != 1000)
		return false;
	if (r->n_nth != 0)
		add(o, "XXXX-XX");
	else if (r->weekdays == 0x1f)
		add(o, "XXXX-WXX");
	else if (r->weekdays == 0x60)
		add(o, "XXXX-WXX-WE");
	else if (r->weekdays != 0)
		add(o, only(r->weekdays) < 0 ? "XXXX-WXX" : "XXXX-WXX-%d", only(r->weekdays) + 1);
	else if (month > 0 && day > 0)
		add(o, "XXXX-%02d-%02d", month, day);
	else if (r->months != 0)
		add(o, month > 0 ? "XXXX-%02d" : "XXXX", month);
	else if (r->days != 0)
		add(o, day > 0 && v->unit == UNIT_MONTH ? "XXXX-XX-%02d" : "XXXX-XX", day);
	else if (v->has & HAS_SEASON)
		add(o, "XXXX-%s", format_season(v->season));
	else if (v->unit == UNIT_DAY && (v->has & (HAS_CLOCK | HAS_PART)))
		add(o, "XXXX-XX-XX");
	else
		return false;
	return true;
}

void format_set(const struct value *v, const struct recur *r, char out[WHEN_VALUE_MAX])
{
	struct recur own;
	struct out o = {out, 0, WHEN_VALUE_MAX};
	r = record(v, r, &own);
	if (!place_text(&o, v, r)) {
		format_length(v, out);
		return;
	}
	if (v->has & HAS_CLOCK)
		add(&o, "T%02d:%02d", v->hour % 24, v->minute);
	else if (v->has & HAS_PART)
		add(&o, "T%s", format_part(v->part));
}

/* ";BYMONTH=5,7" */
static void add_bits(struct out *o, const char *name, uint32_t mask, int from, int to)
{
	const char *sep = "=";
	if (mask >> from == 0)
		return;
	add(o, ";%s", name);
	for (int i = from; i <= to; i++)
		if (mask >> i & 1) {
			add(o, "%s%d", sep, i);
			sep = ",";
		}
}

static void add_weekdays(struct out *o, const struct recur *r)
{
	static const char *const days[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	const char *sep = ";BYDAY=";
	size_t times = r->n_nth == 0 || r->position ? 1 : r->n_nth;
	for (size_t k = 0; k < times; k++)
		for (size_t i = 0; i < 7; i++)
			if (r->weekdays >> i & 1) {
				add(o, "%s", sep);
				if (r->n_nth != 0 && !r->position)
					add(o, "%d", r->nth[k]);
				add(o, "%s", days[i]);
				sep = ",";
			}
}

/* Hours of one minute: BYHOUR and BYMINUTE multiply. */
static void add_clocks(struct out *o, const struct value *v, const struct recur *r)
{
	if (!(v->has & HAS_CLOCK))
		return;
	for (size_t i = 0; i < r->n_clocks; i++)
		if (r->minutes[i] != v->minute)
			return;
	add(o, ";BYHOUR=%d", v->hour % 24);
	for (size_t i = 0; i < r->n_clocks; i++)
		add(o, ",%d", r->hours[i] % 24);
	add(o, ";BYMINUTE=%d", v->minute);
}

void format_rrule(const struct value *v, const struct recur *r, char out[FORMAT_RRULE_MAX])
{
	static const char *const freq[] = {"", "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY",
	    "MONTHLY", "MONTHLY", "YEARLY", "YEARLY", "YEARLY", "WEEKLY", "WEEKLY"};
	static const int factor[] = {1, 1, 1, 1, 1, 1, 1, 3, 1, 10, 100, 1, 2};
	struct recur own;
	struct out o = {out, 0, FORMAT_RRULE_MAX};
	int interval = v->amount / 1000 * factor[v->unit];
	bool year = v->unit == UNIT_YEAR && r != NULL && r->months == 0;
	out[0] = '\0';
	if (v->times != 0 || (v->has & HAS_SEASON)) /* no rule says when */
		return;
	r = record(v, r, &own);
	add(&o, "FREQ=%s", freq[v->unit]);
	if (interval > 1)
		add(&o, ";INTERVAL=%d", interval);
	add_bits(&o, "BYMONTH", r->months, 1, 12);
	if (r->week != 0)
		add(&o, ";BYWEEKNO=%d", r->week);
	add_bits(&o, year ? "BYYEARDAY" : "BYMONTHDAY", r->days, 1, 31);
	if (r->days & 1)
		add(&o, r->days == 1 ? ";%s=-1" : ",-1", year ? "BYYEARDAY" : "BYMONTHDAY");
	add_weekdays(&o, r);
	if (r->position)
		for (size_t i = 0; i < r->n_nth; i++)
			add(&o, i == 0 ? ";BYSETPOS=%d" : ",%d", r->nth[i]);
	add_clocks(&o, v, r);
	if (r->count != 0)
		add(&o, ";COUNT=%d", r->count);
}
