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
	const char *how; /* zones.tab */
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

static int offset_at(const struct tzif *zone, struct dl_civil c)
{
	int64_t local = civil_days(c) * 86400 + c.hour * 3600 + c.minute * 60 + c.second;
	return (int)((local - tzif_utc(zone, local)) / 60);
}

bool zone_offset(struct dl_str iana, struct dl_civil c, int *ret_minutes)
{
	struct arena scratch = {0};
	struct tzif zone;
	bool ok = tzif_open(&scratch, iana, &zone, NULL) == 0;
	if (ok)
		*ret_minutes = offset_at(&zone, c);
	arena_free(&scratch);
	return ok;
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

static size_t find_name(const struct dl_str *names, size_t n, struct dl_str name)
{
	size_t i = 0;
	while (i < n && !str_eq(names[i], name))
		i++;
	return i;
}

/* zone_exists(), with what was looked up before. */
static bool is_zone(struct zone_memory *m, struct dl_str name)
{
	if (m == NULL)
		return zone_exists(name);
	if (find_name(m->names, m->n, name) < m->n)
		return true;
	if (m->n_missing == ZONE_MISSING ||
	    find_name(m->missing, m->n_missing, name) < m->n_missing)
		return false;
	if (m->n == ZONE_KEPT ? zone_exists(name)
			      : tzif_open(m->arena, name, &m->zones[m->n], NULL) == 0) {
		if (m->n < ZONE_KEPT)
			m->names[m->n++] = name;
		return true;
	}
	m->missing[m->n_missing++] = name;
	return false;
}

bool zone_offset_kept(
    struct zone_memory *m, struct dl_str iana, struct dl_civil c, int *ret_minutes)
{
	size_t i = find_name(m->names, m->n, iana);
	if (i == m->n) {
		if (m->n == ZONE_KEPT)
			return zone_offset(iana, c, ret_minutes);
		if (tzif_open(m->arena, iana, &m->zones[i], NULL) != 0)
			return false;
		m->names[m->n++] = iana;
	}
	*ret_minutes = offset_at(&m->zones[i], c);
	return true;
}

static size_t scan_iana(struct zone_memory *m, struct dl_str s, struct dl_str *ret)
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
	if (!slash || !is_upper(s.p[0]) || !is_zone(m, name))
		return 0;
	*ret = name;
	return n;
}

/* Does the text begin with the name, and end there? */
static bool is_named(struct dl_str s, const struct zone_word *z, bool small)
{
	size_t n = strlen(z->name);
	if (s.n < n || (s.n > n && (is_alpha(s.p[n]) || is_digit(s.p[n]) || (s.p[n] & 0x80) != 0)))
		return false;
	if (memcmp(s.p, z->name, n) == 0)
		return strchr(z->how, 'e') == NULL || n + 1 >= s.n || s.p[n] != ' ' ||
		       !is_upper(s.p[n + 1]);
	if (strchr(z->how, 't') != NULL)
		return str_eq_fold((struct dl_str){s.p, n}, str_of(z->name));
	if (strchr(z->how, 'l') == NULL && (!small || strchr(z->how, 'p') == NULL))
		return false;
	for (size_t i = 0; i < n; i++)
		if (s.p[i] != to_lower(z->name[i]))
			return false;
	return true;
}

static const struct zone_word *find_zone(struct dl_str s, bool small)
{
	const struct zone_word *best = NULL;
	int letter = to_lower(s.p[0]) - 'a';
	for (size_t i = zone_starts[letter]; i < zone_starts[letter + 1]; i++) {
		const struct zone_word *z = &zone_words[i];
		if (is_named(s, z, small) && (best == NULL || strlen(z->name) > strlen(best->name)))
			best = z;
	}
	return best;
}

static size_t scan(struct zone_memory *m, struct dl_str s, bool small, struct dl_str *ret_iana,
    int *ret_minutes, bool *ret_fixed)
{
	*ret_fixed = true;
	if (s.n >= 3 && (s.p[0] == '+' || s.p[0] == '-')) {
		/* RFC 5322 section 3.3 and ISO 8601 forms only: "10-12", "10:00-11:30" are ranges
		 */
		size_t n = scan_offset(s, ret_minutes);
		*ret_iana = STR("");
		return n == 5 || (n != 0 && n != 2 && s.p[0] == '+') ? n : 0;
	}
	if (s.n == 0 || !is_alpha(s.p[0]))
		return 0;
	size_t n = scan_iana(m, s, ret_iana);
	if (n != 0) {
		*ret_fixed = false;
		*ret_minutes = 0;
		return n;
	}
	const struct zone_word *z = find_zone(s, small);
	if (z == NULL)
		return 0;
	n = strlen(z->name);
	*ret_iana = str_of(z->iana);
	*ret_minutes = strchr(z->how, 'h') != NULL ? ZONE_LOCAL : z->minutes;
	*ret_fixed = strchr(z->how, 'v') == NULL;
	bool utc = n == 3 && (strcmp(z->name, "UTC") == 0 || strcmp(z->name, "GMT") == 0);
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

size_t zone_scan(struct zone_memory *m, struct dl_str s, struct dl_str *ret_iana, int *ret_minutes,
    bool *ret_fixed)
{
	return scan(m, s, false, ret_iana, ret_minutes, ret_fixed);
}

size_t zone_scan_small(struct zone_memory *m, struct dl_str s, struct dl_str *ret_iana,
    int *ret_minutes, bool *ret_fixed)
{
	return scan(m, s, true, ret_iana, ret_minutes, ret_fixed);
}
