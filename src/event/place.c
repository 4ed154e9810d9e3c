/* SPDX-License-Identifier: MIT */
#include "event/place.h"

#include <string.h>

#include "base/str.h"
#include "lang/fold.h"
#include "lang/hash.h"

#define NO_ZONE	  0xFFFF
#define NO_REGION 0xFFFF
/* More parts than "hall, street, quarter, city, region, country" are a list. */
#define MAX_PARTS 7

struct place_country {
	char code[3];
	uint32_t name;
};
struct place_region {
	uint32_t name, abbreviation;
};
enum row_kind { ROW_COUNTRY, ROW_REGION, ROW_CITY };
struct place_row {
	uint32_t name;
	uint16_t region, zone;
	uint8_t country, kind;
	int16_t latitude, longitude; /* hundredths of a degree */
	uint16_t thousands;
};

#include "places.inc"

#define N_ROWS (sizeof(place_rows) / sizeof(place_rows[0]))

/* First row of a key, or N_ROWS. Rows of one key lie together, best first. */
static size_t find_key(const char *key)
{
	uint32_t h = lang_hash_text(key, strlen(key));
	uint32_t d = place_disp[h & (place_n_buckets - 1)];
	size_t i = place_slots[lang_hash_slot(h, d, place_n_slots)];
	return i != 0 && strcmp(place_names + place_rows[i - 1].name, key) == 0 ? i - 1 : N_ROWS;
}

static size_t key_of(struct dl_str s, char key[FOLD_MAX + 1])
{
	s = str_trim(s);
	size_t n = s.n > FOLD_MAX * 2 ? 0 : fold_key(s.p, s.n, key);
	if (n > 4 && memcmp(key, "the ", 4) == 0) {
		memmove(key, key + 4, n - 3);
		n -= 4;
	}
	return n;
}

static bool same_key(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* Does the row lie in what `key` names: its region (or the region's
 * abbreviation), its country, or the country's code? */
static bool lies_in(const struct place_row *r, const char *key)
{
	if (r->region != NO_REGION && r->kind == ROW_CITY &&
	    (strcmp(place_names + place_regions[r->region].name, key) == 0 ||
		strcmp(place_names + place_regions[r->region].abbreviation, key) == 0))
		return true;
	const char *code = place_countries[r->country].code;
	if (strlen(key) == 2 && to_lower(code[0]) == key[0] && to_lower(code[1]) == key[1])
		return true;
	for (size_t i = find_key(key);
	     i < N_ROWS && same_key(place_names + place_rows[i].name, key); i++)
		if (place_rows[i].kind == ROW_COUNTRY && place_rows[i].country == r->country)
			return true;
	return false;
}

static void fill(const struct place_row *r, struct dl_str name, struct place *ret)
{
	static const enum place_kind kinds[] = {PLACE_COUNTRY, PLACE_REGION, PLACE_CITY};
	*ret = (struct place){.text = name, .city = name, .kind = kinds[r->kind]};
	if (r->zone != NO_ZONE)
		ret->zone = str_of(place_names + place_zones[r->zone]);
	ret->has_point = r->kind == ROW_CITY;
	if (ret->has_point) {
		ret->latitude = r->latitude / 100.0;
		ret->longitude = r->longitude / 100.0;
	}
}

/* The best row of a name among those that lie in all of the contexts. */
static const struct place_row *choose(const char *key, char context[][FOLD_MAX + 1], size_t n)
{
	for (size_t i = find_key(key); i < N_ROWS; i++) {
		const struct place_row *r = &place_rows[i];
		if (strcmp(place_names + r->name, key) != 0)
			break;
		size_t k = 0;
		while (k < n && lies_in(r, context[k]))
			k++;
		if (k == n)
			return r;
	}
	return NULL;
}

static size_t split(struct dl_str text, struct dl_str parts[MAX_PARTS])
{
	size_t n = 0;
	struct dl_str rest = text;
	while (rest.p != NULL && n < MAX_PARTS) {
		struct dl_str part = str_trim(str_split(&rest, ','));
		if (part.n != 0)
			parts[n++] = part;
	}
	return rest.p == NULL ? n : 0;
}

/* parts[i] with parts[i + 1 … n) as contexts: all of them, then none. */
static bool resolve(const struct dl_str *parts, size_t i, size_t n, struct place *ret)
{
	char key[FOLD_MAX + 1], context[MAX_PARTS][FOLD_MAX + 1];
	if (key_of(parts[i], key) == 0)
		return false;
	size_t k = 0;
	for (size_t j = i + 1; j < n; j++)
		if (key_of(parts[j], context[k]) != 0)
			k++;
	const struct place_row *r = choose(key, context, k);
	if (r == NULL && k != 0) { /* "Washington, D.C." is one name */
		char joined[FOLD_MAX + 1];
		size_t n_joined = fold_key(
		    parts[i].p, (size_t)(parts[i + 1].p + parts[i + 1].n - parts[i].p), joined);
		r = n_joined == 0 ? NULL : choose(joined, context + 1, k - 1);
	}
	if (r == NULL)
		return false;
	const char *end = parts[n - 1].p + parts[n - 1].n;
	fill(r, (struct dl_str){parts[i].p, (size_t)(end - parts[i].p)}, ret);
	return true;
}

bool place_find(struct dl_str name, struct place *ret)
{
	struct dl_str parts[MAX_PARTS];
	size_t n = split(name, parts);
	return n != 0 && resolve(parts, 0, n, ret);
}

/* "CA 94105" is CA, "1090 Vienna" and "75005 Paris" are the town. */
static struct dl_str without_code(struct dl_str s)
{
	struct dl_str t = s;
	while (t.n != 0 &&
	       (is_digit((unsigned char)t.p[t.n - 1]) || is_space((unsigned char)t.p[t.n - 1])))
		t.n--;
	while (t.n != 0 && (is_digit((unsigned char)t.p[0]) || is_space((unsigned char)t.p[0])))
		t.p++, t.n--;
	return t.n != 0 ? t : s;
}

/* "the university" is no town of that name. */
static bool is_small(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_upper((unsigned char)s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

bool place_read(struct dl_str text, struct place *ret)
{
	struct dl_str parts[MAX_PARTS];
	size_t n = split(str_trim(text), parts);
	for (size_t i = 0; i < n; i++)
		parts[i] = without_code(parts[i]);
	/* The first part that makes sense with everything after it is the city;
	 * what stands before it is hall and street. */
	for (size_t i = 0; i < n; i++) {
		if (is_small(parts[i]) || !resolve(parts, i, n, ret))
			continue;
		ret->text = str_trim(text);
		return true;
	}
	return false;
}
