/* SPDX-License-Identifier: MIT */
/* Lines of a state file → fields of a record. */
#include "feed/field.h"

#include <string.h>

#include "base/str.h"
#include "when/civil.h"

/* As far as civil_days() goes. */
#define YEAR_MAX 999999
/* Year 9999 in seconds: further than any stamp of ours. */
#define STAMP_MAX INT64_C(253402300799)

const char field_no_memory[] = "out of memory";

static void *slot(struct state_record *r, size_t at)
{
	return (char *)r + at;
}

bool field_number_of(struct dl_str s, int64_t min, int64_t max, int64_t *ret)
{
	bool minus = s.n != 0 && *s.p == '-';
	int64_t n = 0;
	size_t i = minus;
	for (; i < s.n && is_digit((unsigned char)s.p[i]) && n < INT64_MAX / 100; i++)
		n = n * 10 + (s.p[i] - '0');
	n = minus ? -n : n;
	if (i != s.n || i == minus || n < min || n > max)
		return false;
	*ret = n;
	return true;
}

static int hex(char c)
{
	return is_digit((unsigned char)c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that an escape at s.p + *i stands for; *i is moved behind it. */
static bool unescape(struct dl_str s, size_t *i, char *ret)
{
	size_t left = s.n - ++*i;
	char c = left == 0 ? '\0' : s.p[(*i)++];
	*ret = c == 'n' ? '\n' : '\\';
	if (c != 'x')
		return c == 'n' || c == '\\';
	if (left < 3)
		return false;
	int high = hex(s.p[*i]), low = hex(s.p[*i + 1]), byte = high * 16 + low;
	*i += 2;
	*ret = (char)byte;
	return high >= 0 && low >= 0;
}

static const char *take_text(struct arena *a, struct dl_str value, struct dl_str *ret)
{
	if (str_find(value, '\\') == value.n) {
		*ret = value;
		return NULL;
	}
	char *p = arena_alloc(a, 1, value.n);
	size_t n = 0;
	if (p == NULL)
		return field_no_memory;
	for (size_t i = 0; i < value.n; n++)
		if (value.p[i] != '\\')
			p[n] = value.p[i++];
		else if (!unescape(value, &i, &p[n]))
			return "text with \\\\, \\n and \\xHH as its only escapes";
	*ret = (struct dl_str){p, n};
	return NULL;
}

/* The array grows at each power of two, so its room need not be kept. */
static const char *take_item(struct arena *a, struct dl_str value, struct dl_strs *list)
{
	size_t n = list->n;
	if ((n & (n - 1)) == 0) {
		struct dl_str *v = arena_array(a, struct dl_str, n == 0 ? 1 : 2 * n);
		if (v == NULL)
			return field_no_memory;
		if (n != 0)
			memcpy(v, list->v, n * sizeof(*v));
		list->v = v;
	}
	const char *bad = take_text(a, value, &list->v[n]);
	list->n += bad == NULL;
	return bad;
}

/* Cuts digits up to sep off *rest; sep 0: to its end. */
static bool cut(struct dl_str *rest, char sep, int64_t min, int64_t max, int64_t *ret)
{
	struct dl_str part = *rest;
	size_t at = sep == '\0' ? rest->n : str_find(*rest, sep);
	/* The sign of a year is no separator. */
	if (sep == '-' && at == 0 && rest->n > 1) {
		part = (struct dl_str){rest->p + 1, rest->n - 1};
		at = str_find(part, sep) + 1;
	}
	if (sep != '\0' && at >= rest->n)
		return false;
	part = (struct dl_str){rest->p, at};
	at += sep != '\0';
	*rest = (struct dl_str){rest->p + at, rest->n - at};
	return field_number_of(part, min, max, ret);
}

static bool take_civil(struct dl_str value, struct dl_civil *ret)
{
	int64_t year, month, day, hour, minute, second;
	if (!cut(&value, '-', -YEAR_MAX, YEAR_MAX, &year) || !cut(&value, '-', 1, 12, &month) ||
	    !cut(&value, 'T', 1, 31, &day) || !cut(&value, ':', 0, 23, &hour) ||
	    !cut(&value, ':', 0, 59, &minute) || !cut(&value, '\0', 0, 60, &second) ||
	    !civil_valid((int32_t)year, (int)month, (int)day))
		return false;
	*ret = (struct dl_civil){(int32_t)year, (uint8_t)month, (uint8_t)day, (uint8_t)hour,
	    (uint8_t)minute, (uint8_t)second};
	return true;
}

static const char *take_time(
    const struct field *f, struct dl_str value, struct dl_civil *civil, bool *has)
{
	int64_t hour, minute;
	*has = true;
	if (f->type == FIELD_CIVIL)
		return take_civil(value, civil) ? NULL : "YYYY-MM-DDTHH:MM:SS";
	if (f->type == FIELD_WINDOW) {
		struct dl_str from = str_split(&value, ' ');
		bool good = take_civil(from, &civil[0]) && take_civil(value, &civil[1]);
		return good ? NULL : "two times YYYY-MM-DDTHH:MM:SS";
	}
	if (!cut(&value, ':', 0, 23, &hour) || !cut(&value, '\0', 0, 59, &minute))
		return "HH:MM";
	civil->hour = (uint8_t)hour;
	civil->minute = (uint8_t)minute;
	return NULL;
}

static const char *take_enum(const struct field *f, struct dl_str value, void *p)
{
	const char *const *names = field_names(f->type);
	for (unsigned i = 0; names[i] != NULL; i++) {
		if (!str_eq(value, str_of(names[i])))
			continue;
		if (f->type == FIELD_PRECISION)
			*(enum dl_precision *)p = (enum dl_precision)i;
		else if (f->type == FIELD_PART)
			*(enum dl_part *)p = (enum dl_part)i;
		else
			*(enum dl_event_status *)p = (enum dl_event_status)i;
		return NULL;
	}
	return "one of the names that this field has";
}

static const char *take_pair(const struct field *f, struct dl_str value, void *p, bool *has)
{
	int64_t a, b;
	bool geo = f->type == FIELD_GEO;
	int64_t min = geo ? -180000000 : 0, max = geo ? 180000000 : UINT32_MAX;
	if (!cut(&value, ' ', min, max, &a) || !cut(&value, '\0', min, max, &b))
		return "two whole numbers";
	if (geo) {
		*has = true;
		((double *)p)[0] = (double)a / 1e6;
		((double *)p)[1] = (double)b / 1e6;
		return NULL;
	}
	((uint32_t *)p)[0] = (uint32_t)a;
	((uint32_t *)p)[1] = (uint32_t)b;
	return NULL;
}

static const char *take_number(const struct field *f, struct dl_str value, void *p)
{
	int64_t n, max = f->type == FIELD_U8	? 100
			 : f->type == FIELD_U16 ? UINT16_MAX
			 : f->type == FIELD_U32 ? INT32_MAX
						: STAMP_MAX;
	if (!field_number_of(value, 0, max, &n))
		return "a whole number that is not too large";
	if (f->type == FIELD_U8)
		*(uint8_t *)p = (uint8_t)n;
	else if (f->type == FIELD_U16)
		*(uint16_t *)p = (uint16_t)n;
	else if (f->type == FIELD_U32)
		*(uint32_t *)p = (uint32_t)n;
	else
		*(int64_t *)p = n;
	return NULL;
}

const char *field_take(
    struct arena *a, const struct field *f, struct dl_str value, struct state_record *r)
{
	void *p = slot(r, f->at);
	bool *has = f->has != 0 ? slot(r, f->has) : NULL;
	switch (f->type) {
	case FIELD_TEXT:
		return take_text(a, value, p);
	case FIELD_LIST:
		return take_item(a, value, p);
	case FIELD_FLAG:
		*(bool *)p = true;
		return value.n == 0 ? NULL : "nothing after the name";
	case FIELD_CIVIL:
	case FIELD_WINDOW:
	case FIELD_CLOCK:
		return take_time(f, value, p, has);
	case FIELD_PRECISION:
	case FIELD_PART:
	case FIELD_STATUS:
		return take_enum(f, value, p);
	case FIELD_GEO:
	case FIELD_PAIR:
		return take_pair(f, value, p, has);
	default:
		return take_number(f, value, p);
	}
}
