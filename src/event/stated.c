/* SPDX-License-Identifier: MIT */
/* A record's facts are what its author says to calendars, so nothing is guessed
 * about them but the zone: a time with an offset only, in a place that has this
 * offset then, is in the zone of the place, and UTC is shown as the place's or
 * the named zone's own time. */
#include "event/stated.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/title.h"
#include "event/where.h"
#include "text/isotime.h"
#include "when/civil.h"
#include "when/zone.h"

/* Names of zones and rules are copied into files: longer ones are no such. */
#define RRULE_MAX 2000
/* Dates left out of one recurrence; more are a list of dates, not exceptions. */
#define EXDATES_MAX 500

struct reading {
	struct work *w;
	struct zone_memory *zones;
	const struct text_record *record;
	struct cand *c;
	struct isotime start, end, window[2];
	bool has_start, has_end, own; /* own: written by emit/ndjson.c */
	int64_t minutes;	      /* duration; -1: none */
	struct dl_str zone, precision, replaces;
	size_t n_people, n_categories, n_exdates, n_after;
};

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

static void take_window(struct reading *r, struct dl_str s)
{
	struct dl_str from = str_split(&s, '/');
	r->c->event.has_window =
	    s.p != NULL && isotime_read(from, &r->window[0]) && isotime_read(s, &r->window[1]);
}

static void take(struct reading *r, const struct text_fact *f)
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
static bool list(struct reading *r, enum text_fact_kind kind, size_t n, struct dl_strs *ret)
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

/* ---- zone --------------------------------------------------------------------- */

static struct dl_civil moved(struct dl_civil c, int64_t minutes)
{
	uint8_t second = c.second;
	c = civil_add_minutes(c, minutes);
	c.second = second;
	return c;
}

/* The wall clock of an instant in a zone; false: there is no such zone. */
static bool local_time(
    struct zone_memory *zones, const struct isotime *t, struct dl_str zone, struct dl_civil *ret)
{
	struct dl_civil utc = moved(t->at, -(int64_t)t->offset), local = utc;
	int minutes = 0;
	/* Offsets are asked for by the clock on the wall: the second look is right
	 * but within the hour of a change. */
	for (int i = 0; i < 2; i++) {
		if (!zone_offset_kept(zones, zone, local, &minutes))
			return false;
		local = moved(utc, minutes);
	}
	*ret = local;
	return true;
}

/* Etc/GMT-1 is an hour east of Greenwich; a half hour has no such name. */
static bool set_offset_zone(struct reading *r, struct isotime *t)
{
	if (t->offset % 60 != 0 || t->offset < -12 * 60 || t->offset > 14 * 60) {
		t->at = moved(t->at, -(int64_t)t->offset);
		t->offset = 0;
	}
	r->zone = t->offset == 0
		      ? STR("Etc/UTC")
		      : arena_printf(r->w->arena, "Etc/GMT%c%d", t->offset > 0 ? '-' : '+',
			    (t->offset < 0 ? -t->offset : t->offset) / 60);
	return r->zone.p != NULL;
}

static struct dl_str place_zone(const struct reading *r)
{
	return r->c->place.zone.n != 0 ? r->c->place.zone : r->w->options->tz;
}

/* An instant becomes a wall clock with a zone; r->zone says which. */
static bool settle_start(struct reading *r)
{
	struct isotime *t = &r->start;
	struct dl_str zone = r->zone, place = place_zone(r);
	r->c->event.known |= !r->own && (zone.n != 0 || t->has_offset) ? DL_KNOWN_TZ : 0;
	int minutes = 0;
	if (zone.n != 0 && !zone_offset_kept(r->zones, zone, t->at, &minutes))
		r->zone = zone = (struct dl_str){NULL, 0};
	if (!t->has_offset) {
		if (zone.n == 0 && place.n != 0) {
			r->zone = place;
			cand_rule(r->c, r->c->place.zone.n != 0 ? "zone.place" : "zone.option");
		}
		return true;
	}
	struct dl_civil local;
	if (zone.n != 0 && local_time(r->zones, t, zone, &local)) {
		t->at = local;
		return true;
	}
	bool there = place.n != 0 && zone_offset_kept(r->zones, place, t->at, &minutes);
	if (there && (t->offset == 0 || minutes == t->offset) &&
	    local_time(r->zones, t, place, &local)) {
		t->at = local;
		r->zone = place;
		cand_rule(r->c, "zone.place");
		return true;
	}
	return set_offset_zone(r, t);
}

/* The end on the same clock as the start. */
static void settle_end(struct reading *r)
{
	struct isotime *t = &r->end;
	struct dl_civil local;
	if (t->has_offset && r->zone.n != 0 && local_time(r->zones, t, r->zone, &local))
		t->at = local;
	t->has_offset = false;
}

/* ---- times --------------------------------------------------------------------- */

static bool is_midnight(struct dl_civil c)
{
	return c.hour == 0 && c.minute == 0;
}

/* Web pages write whole days as 00:00 (to 23:59), for want of a way to leave
 * the hour out in their forms. Nothing that begins at midnight names no end. */
static void drop_midnight(struct reading *r)
{
	bool web = strcmp(r->record->rule, "source.json-ld") == 0 ||
		   strcmp(r->record->rule, "source.microdata") == 0;
	if (!web || r->start.precision != DL_MINUTE || !is_midnight(r->start.at))
		return;
	bool clock = r->has_end && r->end.precision == DL_MINUTE;
	bool last = clock && r->end.at.hour == 23 && r->end.at.minute == 59;
	if (clock && !last && !is_midnight(r->end.at))
		return;
	r->start.precision = DL_DAY;
	r->start.has_offset = false;
	if (!clock)
		return;
	r->end.precision = DL_DAY;
	r->end.has_offset = false;
	r->end.at.hour = r->end.at.minute = r->end.at.second = 0;
	if (last || civil_cmp(r->end.at, r->start.at) <= 0)
		r->end.at = civil_add_days(r->end.at, 1);
}

static void set_end(struct reading *r)
{
	struct dl_event *ev = &r->c->event;
	if (!r->has_end && r->minutes > 0) {
		r->end.at = moved(r->start.at, r->minutes);
		if (ev->precision == DL_DAY && !is_midnight(r->end.at))
			r->end.at = civil_add_days(r->end.at, 1);
		r->has_end = true;
	} else if (r->has_end && r->end.has_date) {
		settle_end(r);
		if (ev->precision == DL_DAY && r->end.precision == DL_MINUTE &&
		    !is_midnight(r->end.at))
			r->end.at = civil_add_days(r->end.at, 1);
	} else if (r->has_end) { /* a clock alone: of the same day, or of the night after */
		struct dl_civil clock = r->end.at;
		r->end.at = r->start.at;
		r->end.at.hour = clock.hour;
		r->end.at.minute = clock.minute;
		if (civil_cmp(r->end.at, r->start.at) <= 0)
			r->end.at = civil_add_days(r->end.at, 1);
	}
	if (ev->precision <= DL_DAY)
		r->end.at.hour = r->end.at.minute = r->end.at.second = 0;
	ev->end = r->end.at;
	ev->has_end = r->has_end && civil_cmp(ev->end, ev->start) > 0;
	/* One whole day is what a day is. */
	if (!r->own && ev->has_end && ev->precision == DL_DAY &&
	    civil_days(ev->end) == civil_days(ev->start) + 1)
		ev->has_end = false;
	/* A day behind a clock: "from 19:00 on the 4th", "the 4th" for the end. */
	if (ev->has_end && ev->precision == DL_MINUTE && r->end.precision == DL_DAY &&
	    civil_days(ev->end) == civil_days(ev->start) + 1)
		ev->has_end = false;
}

/* A century begins with its first year and is written as it; see emit/iso.h. */
static void set_precision(struct reading *r)
{
	static const char *const names[] = {
#define X(name, text) [DL_##name] = text,
	    DL_PRECISION(X)
#undef X
	};
	struct dl_event *ev = &r->c->event;
	ev->precision = r->start.precision;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(r->precision, str_of(names[i])) &&
		    (i < DL_MINUTE) == (ev->precision < DL_MINUTE))
			ev->precision = (enum dl_precision)i;
	if (ev->part != DL_PART_NONE && ev->precision == DL_DAY)
		ev->precision = DL_PART;
	ev->has_window = ev->has_window && ev->precision == DL_PART;
	for (int i = 0; i < 2; i++)
		ev->window[i] = r->window[i].at;
}

static bool set_times(struct reading *r)
{
	struct dl_event *ev = &r->c->event;
	if (r->start.has_date)
		drop_midnight(r);
	if (r->start.precision == DL_MINUTE && !settle_start(r))
		return false;
	set_precision(r);
	ev->start = r->start.at;
	ev->has_start = r->start.has_date;
	ev->has_time = !ev->has_start;
	if (ev->has_start)
		set_end(r);
	ev->tz = ev->precision >= DL_PART ? r->zone : (struct dl_str){NULL, 0};
	if (!r->own) {
		ev->known |= DL_KNOWN_YEAR;
		ev->known |= ev->precision >= DL_MONTH ? DL_KNOWN_MONTH : 0;
		ev->known |= ev->precision >= DL_DAY ? DL_KNOWN_DAY : 0;
		ev->known |= ev->precision == DL_MINUTE ? DL_KNOWN_TIME : 0;
		ev->known |= ev->has_end ? DL_KNOWN_END : 0;
	}
	return true;
}

/* ---- records -------------------------------------------------------------------- */

static bool set_place(struct reading *r)
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

static bool set_lists(struct reading *r)
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
static bool set_title(struct reading *r)
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
static bool set_uid(struct reading *r)
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
	struct reading r = {.w = w, .zones = zones, .record = record, .c = c, .minutes = -1};
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
	bool ok = set_place(&r) && (!r.has_start || set_times(&r)) && set_title(&r) &&
		  set_lists(&r) && set_uid(&r);
	return ok ? 0 : work_nomem(w);
}

/* ---- identity ------------------------------------------------------------------- */

struct named {
	struct dl_str uid;
	uint32_t cand;
};

static int named_order(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int n = str_cmp(x->uid, y->uid);
	return n != 0 ? n : (x->cand > y->cand) - (x->cand < y->cand);
}

/* Two with one name are two states of one event: the later one counts. Where
 * they are of one revision, they are two events that were badly named. */
static void settle_name(struct work *w, const struct named *a, const struct named *b)
{
	struct cand *c = &w->cands[a->cand], *d = &w->cands[b->cand];
	if (c->event.sequence < d->event.sequence)
		c->merged = b->cand;
	else if (c->event.sequence > d->event.sequence)
		d->merged = a->cand;
	else
		d->event.uid = (struct dl_str){NULL, 0};
}

/* The series does not take place on the day that another event stands in for. */
static int leave_out(struct work *w, struct cand *master, struct dl_str day)
{
	struct dl_strs *list = &master->event.exdates;
	if (master->event.rrule.n == 0 || list->n >= EXDATES_MAX)
		return 0;
	struct dl_str *v = arena_array(w->arena, struct dl_str, list->n + 1);
	if (v == NULL)
		return work_nomem(w);
	if (list->n != 0)
		memcpy(v, list->v, list->n * sizeof(*v));
	v[list->n] = day;
	list->v = v;
	list->n++;
	return 0;
}

static const struct named *find_name(const struct named *v, size_t n, struct dl_str uid)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(v[mid].uid, uid) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && str_eq(v[low].uid, uid) ? &v[low] : NULL;
}

/* RECURRENCE-ID and EXDATE in UTC are said on the clock of the series. */
static int settle_day(
    struct work *w, struct zone_memory *zones, const struct cand *master, struct dl_str *day)
{
	struct isotime t;
	char out[ISOTIME_MAX];
	if (!isotime_read(*day, &t) || !t.has_date)
		return 0;
	if (t.has_offset && master->event.tz.n != 0)
		local_time(zones, &t, master->event.tz, &t.at);
	t.has_offset = false;
	if (master->event.precision < DL_MINUTE)
		t.precision = t.precision > DL_DAY ? DL_DAY : t.precision;
	t.at.second = 0;
	*day = arena_str(w->arena, (struct dl_str){out, isotime_write(&t, out)});
	return day->p == NULL ? work_nomem(w) : 0;
}

static int settle_series(struct work *w, struct zone_memory *zones, size_t first)
{
	for (size_t i = first; i < w->n; i++)
		for (size_t k = 0; k < w->cands[i].event.exdates.n; k++)
			if (settle_day(w, zones, &w->cands[i], &w->cands[i].event.exdates.v[k]) < 0)
				return -1;
	return 0;
}

static int settle_names(struct work *w, struct zone_memory *zones, size_t first)
{
	struct named *v = arena_array(w->arena, struct named, w->n - first);
	size_t n = 0;
	if (v == NULL)
		return work_nomem(w);
	for (size_t i = first; i < w->n; i++)
		if (w->cands[i].event.uid.n != 0)
			v[n++] = (struct named){w->cands[i].event.uid, (uint32_t)i};
	if (n != 0)
		qsort(v, n, sizeof(v[0]), named_order);
	for (size_t i = 0, k; i < n; i = k) /* each with the one that counts so far */
		for (k = i + 1; k < n && str_eq(v[i].uid, v[k].uid); k++) {
			settle_name(w, &v[i], &v[k]);
			if (w->cands[v[i].cand].merged == v[k].cand)
				v[i] = v[k];
		}
	for (size_t i = first; i < w->n; i++) {
		struct cand *c = &w->cands[i];
		const struct named *master = c->series.n == 0 ? NULL : find_name(v, n, c->series);
		if (master != NULL &&
		    (settle_day(w, zones, &w->cands[master->cand], &c->replaces) < 0 ||
			leave_out(w, &w->cands[master->cand], c->replaces) < 0))
			return -1;
	}
	return 0;
}

static int read_records(struct work *w, struct zone_memory *zones)
{
	size_t first = w->n;
	for (size_t i = 0; i < w->doc->n_records; i++)
		if (read_record(w, zones, &w->doc->records[i]) < 0)
			return -1;
	if (settle_series(w, zones, first) < 0)
		return -1;
	return w->n == first ? 0 : settle_names(w, zones, first);
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
