/* SPDX-License-Identifier: MIT */
#include "when/zone.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/tzif.h"
#include "when/civil.h"

struct zone_word {
	const char *name, *iana;
	int minutes;
};

#include "zones.inc"

/* Longest name of the tz database today has 32 bytes. */
#define NAME_MAX_ 48

bool zone_exists(struct dl_str iana)
{
	struct arena scratch = {0};
	struct tzif zone;
	bool ok = iana.n != 0 && iana.n <= NAME_MAX_ && tzif_open(&scratch, iana, &zone, NULL) == 0;
	arena_free(&scratch);
	return ok;
}

bool zone_offset(struct dl_str iana, struct dl_civil c, int *ret_minutes)
{
	struct arena scratch = {0};
	struct tzif zone;
	bool ok = tzif_open(&scratch, iana, &zone, NULL) == 0;
	if (ok) {
		int64_t local = civil_days(c) * 86400 + c.hour * 3600 + c.minute * 60 + c.second;
		*ret_minutes = (int)((local - tzif_utc(&zone, local)) / 60);
	}
	arena_free(&scratch);
	return ok;
}

bool zone_abbreviation(struct dl_str word, struct dl_str *ret_iana, int *ret_minutes)
{
	for (size_t i = 0; i < sizeof(zone_words) / sizeof(zone_words[0]); i++)
		if (str_eq(word, str_of(zone_words[i].name))) {
			*ret_iana = str_of(zone_words[i].iana);
			*ret_minutes = zone_words[i].minutes;
			return true;
		}
	return false;
}

/* "+2", "+0530", "-05:30" at the start of s; its length, 0: none. */
static size_t scan_offset(struct dl_str s, int *ret_minutes)
{
	size_t i = 1, n = 0;
	int v = 0, minutes = 0;
	if (s.n < 2 || (s.p[0] != '+' && s.p[0] != '-'))
		return 0;
	for (; i < s.n && is_digit(s.p[i]) && n < 4; i++, n++)
		v = v * 10 + (s.p[i] - '0');
	if (n == 0)
		return 0;
	if (n >= 3) {
		minutes = v % 100;
		v /= 100;
	} else if (i + 2 < s.n && s.p[i] == ':' && is_digit(s.p[i + 1]) && is_digit(s.p[i + 2])) {
		minutes = (s.p[i + 1] - '0') * 10 + (s.p[i + 2] - '0');
		i += 3;
	}
	if (v > 14 || minutes > 59 || (i < s.n && (is_alpha(s.p[i]) || is_digit(s.p[i]))))
		return 0;
	*ret_minutes = (v * 60 + minutes) * (s.p[0] == '-' ? -1 : 1);
	return i;
}

static size_t scan_iana(struct dl_str s, struct dl_str *ret)
{
	size_t n = 0;
	bool slash = false;
	while (n < s.n && n < NAME_MAX_ &&
	       (is_alpha(s.p[n]) || s.p[n] == '/' || s.p[n] == '_' ||
		   (slash && (s.p[n] == '-' || s.p[n] == '+' || is_digit(s.p[n]))))) {
		slash = slash || s.p[n] == '/';
		n++;
	}
	struct dl_str name = {s.p, n};
	if (!slash || !is_upper(s.p[0]) || !zone_exists(name))
		return 0;
	*ret = name;
	return n;
}

size_t zone_scan(struct dl_str s, struct dl_str *ret_iana, int *ret_minutes, bool *ret_fixed)
{
	size_t n = 0;
	*ret_fixed = true;
	if (s.n >= 5 && (s.p[0] == '+' || s.p[0] == '-')) {
		/* RFC 5322 section 3.3 and ISO 8601 forms only: "10-12", "10:00-11:30" are ranges
		 */
		n = scan_offset(s, ret_minutes);
		*ret_iana = STR("");
		return n == 5 || (n == 6 && s.p[0] == '+') ? n : 0;
	}
	while (n < s.n && n < NAME_MAX_ && is_alpha(s.p[n]))
		n++;
	if (n == 0 || (n < s.n && (is_digit(s.p[n]) || (s.p[n] & 0x80) != 0)))
		return 0;
	if (n < s.n && (s.p[n] == '/' || s.p[n] == '_')) {
		*ret_fixed = false;
		*ret_minutes = 0;
		return scan_iana(s, ret_iana);
	}
	if (!zone_abbreviation((struct dl_str){s.p, n}, ret_iana, ret_minutes))
		return 0;
	bool utc = str_eq((struct dl_str){s.p, n}, STR("UTC")) ||
		   str_eq((struct dl_str){s.p, n}, STR("GMT"));
	size_t space = n < s.n && s.p[n] == ' ' ? 1 : 0;
	if (utc && n + space < s.n) {
		size_t more =
		    scan_offset((struct dl_str){s.p + n + space, s.n - n - space}, ret_minutes);
		if (more != 0) {
			*ret_iana = STR("");
			return n + space + more;
		}
	}
	return n;
}
