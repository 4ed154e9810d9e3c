/* SPDX-License-Identifier: MIT */
#include "feed/value.h"

#include <string.h>

#include "base/str.h"

/* Long enough that everybody has opened their calendar once and seen that the
 * event is off; after it the entry is only clutter. */
#define GONE_DAYS     30
#define GONE_DAYS_MAX 3650
/* A source that loses more than this is more often broken than empty. */
#define GUARD_DROP 40
/* Where the definition says nothing: the calendar services that poll by
 * themselves do so every 8 to 24 hours, and programs that ask us need a hint. */
#define REFRESH_DEFAULT (12u * 60)
#define REFRESH_MAX	(365u * 24 * 60)

/* A number that may have a unit of one letter; *ret_unit 0: none. */
static bool read_number(struct dl_str s, uint32_t *ret, char *ret_unit)
{
	uint32_t n = 0;
	size_t i = 0;
	for (; i < s.n && is_digit((unsigned char)s.p[i]) && n < 100000000; i++)
		n = n * 10 + (uint32_t)(s.p[i] - '0');
	if (i == 0 || s.n - i > 1)
		return false;
	*ret = n;
	*ret_unit = i < s.n ? s.p[i] : '\0';
	return true;
}

/* RFC 5646: a part of letters, then parts of letters and digits, each of 1 to
 * 8; the first has two at least, as i- and x- tags mean nothing to us. */
bool value_is_language(struct dl_str s)
{
	size_t length = 0, parts = 0;
	for (size_t i = 0; i < s.n; i++) {
		int c = (unsigned char)s.p[i];
		if (c == '-' && length > (parts == 0)) {
			length = 0;
			parts++;
		} else if (is_alpha(c) || (parts != 0 && is_digit(c)))
			length++;
		else
			return false;
		if (length > 8)
			return false;
	}
	return length > (parts == 0);
}

bool value_is_url(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"`{}", s.p[i]) != NULL)
			return false;
	return str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
}

bool value_refresh(struct dl_str s, uint32_t *ret_minutes)
{
	uint32_t n = 0;
	char unit = '\0';
	*ret_minutes = REFRESH_DEFAULT;
	if (s.n == 0)
		return true;
	if (!read_number(s, &n, &unit) || n == 0 || n > REFRESH_MAX)
		return false;
	uint32_t each = unit == 'm' ? 1 : unit == 'h' ? 60 : unit == 'd' ? 24 * 60 : 0;
	if (each == 0 || n > REFRESH_MAX / each)
		return false;
	*ret_minutes = n * each;
	return true;
}

bool value_gone(struct dl_str s, enum conf_gone *ret, uint32_t *ret_days)
{
	static const char *const names[] = {"cancel", "drop", "keep"};
	struct dl_str rest = s, word = str_split(&rest, ' ');
	*ret = CONF_CANCEL;
	*ret_days = GONE_DAYS;
	rest = str_trim(rest);
	for (int i = 0; s.n != 0 && i <= CONF_KEEP; i++) {
		char unit = '\0';
		if (!str_eq(word, str_of(names[i])))
			continue;
		*ret = (enum conf_gone)i;
		if (rest.n == 0)
			return true;
		return i != CONF_DROP && read_number(rest, ret_days, &unit) && unit == 'd' &&
		       *ret_days != 0 && *ret_days <= GONE_DAYS_MAX;
	}
	return s.n == 0;
}

bool value_share(struct dl_str s, uint32_t *ret_percent)
{
	char unit = '\0';
	*ret_percent = GUARD_DROP;
	if (s.n == 0)
		return true;
	return read_number(s, ret_percent, &unit) && (unit == '\0' || unit == '%') &&
	       *ret_percent <= 100;
}
