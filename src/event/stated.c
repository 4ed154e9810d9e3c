/* SPDX-License-Identifier: MIT */
/* A record's facts are what its author says to calendars: they are taken as they
 * are, each into its field. */
#include "event/stated.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/stated_read.h"
#include "event/title.h"
#include "event/where.h"

/* Longer ones are no rules. */
#define RRULE_MAX 2000

/* ---- facts ------------------------------------------------------------------- */

static void take_status(struct dl_event *ev, struct dl_str s)
{
	ev->status = str_eq_fold(s, STR("cancelled"))	? DL_CANCELLED
		     : str_eq_fold(s, STR("tentative")) ? DL_TENTATIVE
							: DL_CONFIRMED;
}

/* Digits, a sign, a point: nothing that a locale could change. */
static bool read_degrees(struct dl_str s, double max, double *ret)
{
	double value = 0, unit = 1;
	s = str_trim(s);
	bool minus = s.n != 0 && s.p[0] == '-', point = false;
	size_t i = minus || (s.n != 0 && s.p[0] == '+');
	if (i == s.n || s.n > 24)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (!is_digit((unsigned char)s.p[i]))
			return false;
		value = value * 10 + (s.p[i] - '0');
		unit *= point ? 10 : 1;
	}
	value /= unit;
	if (value > max)
		return false;
	*ret = minus ? -value : value;
	return true;
}

static void take_geo(struct dl_event *ev, struct dl_str s)
{
	struct dl_str rest = s, latitude = str_split(&rest, ',');
	double y = 0, x = 0;
	if (rest.p == NULL || !read_degrees(latitude, 90, &y) || !read_degrees(rest, 180, &x))
		return;
	ev->has_geo = true;
	ev->latitude = y;
	ev->longitude = x;
}

/* RFC 5545 has no other characters in a rule. */
static bool is_rule(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alpha((unsigned char)s.p[i]) && !is_digit((unsigned char)s.p[i]) &&
		    (s.p[i] == '\0' || strchr("=;,+-", s.p[i]) == NULL))
			return false;
	return s.n <= RRULE_MAX && str_starts(s, STR("FREQ="));
}

static uint32_t small_number(struct dl_str s)
{
	uint32_t n = 0;
	for (size_t i = 0; i < s.n && i < 9 && is_digit((unsigned char)s.p[i]); i++)
		n = n * 10 + (uint32_t)(s.p[i] - '0');
	return n;
}

static void take_part(struct dl_event *ev, struct dl_str s)
{
	static const char *const names[] = {
#define X(name, text, from, to) [DL_PART_##name] = text,
	    DL_PART_OF_DAY(X)
#undef X
	};
	for (size_t i = 1; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq_fold(s, str_of(names[i])))
			ev->part = (enum dl_part)i;
}

static void take_known(struct dl_event *ev, struct dl_str s)
{
#define X(name, text, bit)                                                                         \
	if (str_eq(s, STR(text)))                                                                  \
		ev->known |= bit;
	DL_KNOWN(X)
#undef X
}

static void take_window(struct stated_reading *r, struct dl_str s)
{
	struct dl_str from = str_split(&s, '/');
	r->c->event.has_window =
	    s.p != NULL && isotime_read(from, &r->window[0]) && isotime_read(s, &r->window[1]);
}

static void take(struct stated_reading *r, const struct text_fact *f)
{
	struct dl_event *ev = &r->c->event;
	struct dl_str s = f->value;
	switch (f->kind) {
	case TEXT_FACT_UID:
		ev->uid = s;
		break;
	case TEXT_FACT_TITLE:
		ev->title = ev->title.n == 0 ? s : ev->title;
		break;
	case TEXT_FACT_START:
		r->has_start = isotime_read(s, &r->start);
		break;
	case TEXT_FACT_END:
		r->has_end = isotime_read(s, &r->end);
		break;
	case TEXT_FACT_DURATION:
		if (!isotime_duration(s, &r->minutes))
			r->minutes = -1;
		break;
	case TEXT_FACT_ZONE:
		r->zone = s;
		break;
	case TEXT_FACT_PART:
		take_part(ev, s);
		break;
	case TEXT_FACT_LOCATION:
		ev->location = ev->location.n == 0 ? s : ev->location;
		break;
	case TEXT_FACT_GEO:
		take_geo(ev, s);
		break;
	case TEXT_FACT_URL:
		ev->url = ev->url.n == 0 ? s : ev->url;
		break;
	case TEXT_FACT_DESCRIPTION:
		ev->description = ev->description.n == 0 ? s : ev->description;
		break;
	case TEXT_FACT_STATUS:
		take_status(ev, s);
		break;
	case TEXT_FACT_RRULE:
		if (is_rule(s))
			ev->rrule = s;
		break;
	case TEXT_FACT_REPLACES:
		r->replaces = s;
		break;
	case TEXT_FACT_SEQUENCE:
		ev->sequence = small_number(s);
		break;
	case TEXT_FACT_PRECISION:
		r->precision = s;
		break;
	case TEXT_FACT_WINDOW:
		take_window(r, s);
		break;
	case TEXT_FACT_EDTF:
		r->own = true;
		ev->edtf = s;
		ev->approximate = s.n != 0 && (s.p[s.n - 1] == '~' || str_find(s, '~') < s.n);
		break;
	case TEXT_FACT_CONFIDENCE:
		r->c->doubt = (int)small_number(s) > CONFIDENCE_MOST
				  ? 0
				  : CONFIDENCE_MOST - (int)small_number(s);
		break;
	case TEXT_FACT_KNOWN:
		r->own = true;
		take_known(ev, s);
		break;
	case TEXT_FACT_PERSON:
		r->n_people++;
		break;
	case TEXT_FACT_CATEGORY:
		r->n_categories++;
		break;
	case TEXT_FACT_EXDATE:
		r->n_exdates++;
		break;
	case TEXT_FACT_AFTER:
		r->n_after++;
		break;
	}
}

/* The values of all facts of a kind, n of them. */
static bool list(struct stated_reading *r, enum text_fact_kind kind, size_t n, struct dl_strs *ret)
{
	const struct text_fact *f = r->w->doc->facts + r->record->first;
	struct dl_str *v = n == 0 ? NULL : arena_array(r->w->arena, struct dl_str, n);
	if (n == 0)
		return true;
	ret->v = v;
	for (size_t i = 0; v != NULL && i < r->record->n && ret->n < n; i++)
		if (f[i].kind == kind)
			v[ret->n++] = f[i].value;
	return v != NULL;
}

/* ---- records -------------------------------------------------------------------- */

static bool set_place(struct stated_reading *r)
{
	struct dl_event *ev = &r->c->event;
	if (ev->location.n == 0)
		return true;
	struct place p = where_text(r->w, ev->location);
	if (p.text.p == NULL)
		return false;
	r->c->place = p;
	ev->known |= r->own ? 0 : DL_KNOWN_LOCATION;
	if (!ev->has_geo && p.has_point && !r->own) {
		ev->has_geo = true;
		ev->latitude = p.latitude;
		ev->longitude = p.longitude;
	}
	return true;
}

static bool set_lists(struct stated_reading *r)
{
	struct cand *c = r->c;
	struct dl_strs people = {NULL, 0};
	if (!list(r, TEXT_FACT_PERSON, r->n_people, &people) ||
	    !list(r, TEXT_FACT_CATEGORY, r->n_categories, &c->event.categories) ||
	    !list(r, TEXT_FACT_AFTER, r->n_after, &c->event.after) ||
	    !list(r, TEXT_FACT_EXDATE, r->n_exdates < EXDATES_MAX ? r->n_exdates : EXDATES_MAX,
		&c->event.exdates))
		return false;
	for (size_t i = 0; i < people.n && c->n_people < MAX_PEOPLE; i++)
		c->people[c->n_people++] = people.v[i];
	return true;
}

/* A title that is too long for one goes on in the description. */
static bool set_title(struct stated_reading *r)
{
	struct dl_event *ev = &r->c->event;
	struct dl_str full = ev->title;
	r->c->title_from = TITLE_FROM_LABEL;
	if (full.n == 0)
		return true;
	ev->known |= r->own ? 0 : DL_KNOWN_TITLE;
	cand_rule(r->c, "title.field");
	if (full.n <= TITLE_MAX)
		return true;
	ev->title = title_fit(r->w, full);
	if (ev->title.p != NULL && ev->title.n < full.n && ev->description.n == 0)
		ev->description = full;
	return ev->title.p != NULL;
}

/* One that takes the place of an occurrence has its own name, made of both. */
static bool set_uid(struct stated_reading *r)
{
	struct dl_event *ev = &r->c->event;
	if (ev->uid.n == 0 || r->replaces.n == 0)
		return true;
	r->c->replaces = r->replaces;
	r->c->series = ev->uid;
	ev->uid = arena_printf(
	    r->w->arena, "%.*s/%.*s", (int)ev->uid.n, ev->uid.p, (int)r->replaces.n, r->replaces.p);
	return ev->uid.p != NULL;
}

static int read_record(struct work *w, struct zone_memory *zones, const struct text_record *record)
{
	struct cand *c = work_add(w, "event.stated");
	if (c == NULL)
		return -1;
	struct stated_reading r = {.w = w, .zones = zones, .record = record, .c = c, .minutes = -1};
	c->record = record;
	c->topic = 0;
	cand_rule(c, c->reason);
	cand_rule(c, record->rule);
	for (size_t i = 0; i < record->n; i++)
		take(&r, &w->doc->facts[record->first + i]);
	/* A title or a place alone is none; "every Monday" needs no first day. */
	bool timed = r.has_start && (r.start.has_date || c->event.rrule.n != 0);
	if (!timed && !(c->event.rrule.n != 0 && r.own)) {
		w->n--;
		return 0;
	}
	if (record->block != TEXT_NO_BLOCK)
		c->span = w->doc->blocks[record->block].span;
	bool ok = set_place(&r) && (!r.has_start || stated_times(&r)) && set_title(&r) &&
		  set_lists(&r) && set_uid(&r);
	return ok ? 0 : work_nomem(w);
}

static int read_records(struct work *w, struct zone_memory *zones)
{
	size_t first = w->n;
	for (size_t i = 0; i < w->doc->n_records; i++)
		if (read_record(w, zones, &w->doc->records[i]) < 0)
			return -1;
	return stated_series(w, zones, first);
}

int stated_read(struct work *w)
{
	/* By itself, as zone_exists() does: a zone that cannot be read is no error. */
	struct arena scratch = {.alloc = NULL};
	struct zone_memory zones = {.arena = &scratch};
	int status = read_records(w, &zones);
	arena_free(&scratch);
	return status;
}

struct dl_str stated_quote(struct work *w, const struct cand *c, size_t max)
{
	const struct text_record *r = c->record;
	char *out = arena_alloc(w->arena, 1, max + 1);
	size_t n = 0;
	if (out == NULL)
		return (struct dl_str){NULL, 0};
	for (size_t i = 0; i < r->n; i++) {
		const struct text_fact *f = &w->doc->facts[r->first + i];
		bool told = f->kind == TEXT_FACT_TITLE || f->kind == TEXT_FACT_START ||
			    f->kind == TEXT_FACT_END || f->kind == TEXT_FACT_LOCATION ||
			    f->kind == TEXT_FACT_RRULE;
		if (!told || n + f->value.n + 2 > max)
			continue;
		if (n != 0) {
			out[n++] = ',';
			out[n++] = ' ';
		}
		memcpy(out + n, f->value.p, f->value.n);
		n += f->value.n;
	}
	return (struct dl_str){out, n};
}
