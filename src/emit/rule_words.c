/* SPDX-License-Identifier: MIT */
/* RFC 5545 section 3.3.10 rules of the kinds people write, back into words. */
#include "base/str.h"
#include "emit/words.h"

struct rule {
	struct dl_str freq, interval, by_day, by_month, until, count, other;
};

static struct rule split_rule(struct dl_str text)
{
	struct rule r = {.freq = {NULL, 0}};
	while (text.n != 0) {
		struct dl_str value = str_split(&text, ';');
		struct dl_str name = str_split(&value, '=');
		if (str_eq_fold(name, STR("FREQ")))
			r.freq = value;
		else if (str_eq_fold(name, STR("INTERVAL")))
			r.interval = value;
		else if (str_eq_fold(name, STR("BYDAY")))
			r.by_day = value;
		else if (str_eq_fold(name, STR("BYMONTH")))
			r.by_month = value;
		else if (str_eq_fold(name, STR("UNTIL")))
			r.until = value;
		else if (str_eq_fold(name, STR("COUNT")))
			r.count = value;
		else if (!str_eq_fold(name, STR("WKST")))
			r.other = name;
	}
	return r;
}

/* The weekday at the end of "MO", "1MO", "-1FR"; 0: none. */
static int weekday_of(struct dl_str day)
{
	static const char codes[] = "MOTUWETHFRSASU";
	if (day.n < 2)
		return 0;
	for (int i = 0; i < 7; i++)
		if (str_eq_fold(
			(struct dl_str){day.p + day.n - 2, 2}, (struct dl_str){codes + 2 * i, 2}))
			return i + 1;
	return 0;
}

/* "first " of "1MO", "last " of "-1FR", "" of "MO"; NULL: no word for it. */
static const char *ordinal_of(struct dl_str day)
{
	static const struct {
		const char *code, *word;
	} words[] = {{"", ""}, {"1", "first "}, {"2", "second "}, {"3", "third "}, {"4", "fourth "},
	    {"5", "fifth "}, {"-1", "last "}};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq((struct dl_str){day.p, day.n - 2}, str_of(words[i].code)))
			return words[i].word;
	return NULL;
}

/* "Monday", "the first Monday and the third Monday"; false: no words for it,
 * and *out may hold some. */
static bool put_days(struct buf *out, struct dl_str days)
{
	for (bool first = true; days.n != 0; first = false) {
		struct dl_str day = str_split(&days, ',');
		int weekday = weekday_of(day);
		const char *ordinal = weekday == 0 ? NULL : ordinal_of(day);
		if (ordinal == NULL)
			return false;
		if (!first)
			buf_z(out, days.n == 0 ? " and " : ", ");
		buf_printf(
		    out, "%s%s%s", *ordinal == '\0' ? "" : "the ", ordinal, words_weekday(weekday));
	}
	return true;
}

/* "every year on the first Saturday" of March, "every year" in March */
static bool put_month(struct buf *out, const struct rule *r)
{
	if (r->by_month.n == 0)
		return true;
	int month = 0;
	for (size_t i = 0; i < r->by_month.n && month < 100; i++)
		month = month * 10 + (r->by_month.p[i] - '0');
	const char *name = words_month(month); /* "" for lists too */
	if (*name == '\0' || !str_eq_fold(r->freq, STR("YEARLY")))
		return false;
	buf_printf(out, r->by_day.n != 0 ? " of %s" : " in %s", name);
	return true;
}

static bool put_words(struct buf *out, const struct rule *r)
{
	static const struct {
		const char *freq, *once, *many;
	} words[] = {{"DAILY", "every day", "days"}, {"WEEKLY", "every week", "weeks"},
	    {"MONTHLY", "every month", "months"}, {"YEARLY", "every year", "years"}};
	bool once = r->interval.n == 0 || str_eq(r->interval, STR("1"));
	if (once && str_eq_fold(r->freq, STR("WEEKLY")) && r->by_day.n != 0) {
		buf_z(out, "every ");
		return put_days(out, r->by_day);
	}
	size_t i = 0;
	while (i < 4 && !str_eq_fold(r->freq, str_of(words[i].freq)))
		i++;
	if (i == 4)
		return false;
	if (once)
		buf_z(out, words[i].once);
	else
		buf_printf(out, "every %.*s %s", (int)r->interval.n, r->interval.p, words[i].many);
	if (r->by_day.n != 0)
		buf_z(out, " on ");
	return put_days(out, r->by_day) && put_month(out, r);
}

static int digits(struct dl_str s, size_t at, size_t n)
{
	int v = 0;
	for (size_t i = at; i < at + n; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

/* UNTIL=20260630 or 20260630T220000Z */
static bool put_last_day(struct buf *out, struct dl_str until)
{
	for (size_t i = 0; i < 8; i++)
		if (until.n < 8 || !is_digit((unsigned char)until.p[i]))
			return false;
	buf_printf(out, " until %d %s %d", digits(until, 6, 2), words_month(digits(until, 4, 2)),
	    digits(until, 0, 4));
	return true;
}

static bool put_all(struct buf *out, const struct rule *r)
{
	if (r->other.n != 0 || !put_words(out, r))
		return false;
	if (r->count.n != 0)
		buf_printf(out, ", %.*s times in all", (int)r->count.n, r->count.p);
	return r->until.n == 0 || put_last_day(out, r->until);
}

void words_put_rule(struct buf *out, struct dl_str rrule)
{
	struct rule r = split_rule(rrule);
	size_t before = out->n;
	if (put_all(out, &r) || out->failed != DL_OK)
		return;
	out->n = before;
	buf_z(out, "repeatedly");
}
