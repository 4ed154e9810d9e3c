/* SPDX-License-Identifier: MIT */
#include "emit/recur.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "emit/iso.h"

/* The longest sensible rule names all days of a year. */
#define MAX_RULE 2000
/* Every day for three centuries. */
#define MAX_OCCURRENCES 110000

static bool read_rule(struct dl_str text, struct icalrecurrencetype *ret)
{
	char z[MAX_RULE + 1];
	if (text.n == 0 || text.n > MAX_RULE)
		return false;
	memcpy(z, text.p, text.n);
	z[text.n] = '\0';
	*ret = icalrecurrencetype_from_string(z);
	return ret->freq != ICAL_NO_RECURRENCE;
}

static struct dl_civil civil_of(struct icaltimetype t)
{
	return (struct dl_civil){.year = t.year,
	    .month = (uint8_t)t.month,
	    .day = (uint8_t)t.day,
	    .hour = (uint8_t)t.hour,
	    .minute = (uint8_t)t.minute,
	    .second = (uint8_t)t.second};
}

static struct icaltimetype time_of(struct dl_civil c)
{
	struct icaltimetype t = icaltime_null_time();
	t.year = c.year;
	t.month = c.month;
	t.day = c.day;
	t.hour = c.hour;
	t.minute = c.minute;
	t.second = c.second;
	return t;
}

static struct icaltimetype until_date(struct icaltimetype until)
{
	struct icaltimetype t = time_of(iso_midnight(civil_of(until)));
	t.is_date = 1;
	return t;
}

static struct icaltimetype until_instant(struct icaltimetype until, const struct tzif *zone)
{
	if (icaltime_is_utc(until))
		return until;
	struct dl_civil local = civil_of(until);
	if (until.is_date) {
		local.hour = 23;
		local.minute = local.second = 59;
	}
	struct icaltimetype t = time_of(iso_civil(tzif_utc(zone, iso_seconds(local))));
	return icaltime_set_timezone(&t, icaltimezone_get_utc_timezone());
}

bool recur_put(struct buf *out, struct dl_str rrule, const struct tzif *zone)
{
	struct icalrecurrencetype rule;
	if (!read_rule(rrule, &rule))
		return false;
	if (!icaltime_is_null_time(rule.until))
		rule.until =
		    zone == NULL ? until_date(rule.until) : until_instant(rule.until, zone);
	char *text = icalrecurrencetype_as_string_r(&rule);
	if (text == NULL) {
		out->failed = DL_NOMEM;
		return false;
	}
	buf_z(out, text);
	free(text);
	return true;
}

bool recur_first(struct dl_str rrule, struct dl_civil day, struct dl_civil *ret)
{
	struct icalrecurrencetype rule;
	if (!read_rule(rrule, &rule) || rule.interval > 1 || rule.count != 0)
		return false;
	struct icaltimetype from = time_of(iso_midnight(day));
	from.is_date = 1;
	if (!icaltime_is_null_time(rule.until))
		rule.until = until_date(rule.until);
	struct icalrecur_iterator_impl *dates = icalrecur_iterator_new(rule, from);
	if (dates == NULL)
		return false;
	struct icaltimetype first = icalrecur_iterator_next(dates);
	icalrecur_iterator_free(dates);
	if (icaltime_is_null_time(first))
		return false;
	*ret = civil_of(first);
	return true;
}

bool recur_between(struct dl_str rrule, struct dl_civil start, int64_t from, int64_t to)
{
	struct icalrecurrencetype rule;
	if (!read_rule(rrule, &rule))
		return false;
	struct icalrecur_iterator_impl *times = icalrecur_iterator_new(rule, time_of(start));
	if (times == NULL)
		return false;
	bool found = false, past = false;
	for (int i = 0; !found && !past; i++) {
		struct icaltimetype t = icalrecur_iterator_next(times);
		int64_t at = icaltime_is_null_time(t) ? to : iso_seconds(civil_of(t));
		past = at >= to;
		found = !past && (at >= from || i == MAX_OCCURRENCES);
	}
	icalrecur_iterator_free(times);
	return found;
}
