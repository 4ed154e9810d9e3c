/* SPDX-License-Identifier: MIT */
#include "text/origin.h"

#include <string.h>

#include "text/doc.h"

/* The piece that holds offset at; there is one. */
static const struct origin_piece *find(const struct origin *o, uint32_t at)
{
	size_t lo = 0, hi = o->n;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (o->v[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	return o->v + lo;
}

uint32_t origin_start(const struct origin *o, uint32_t at)
{
	if (o->n == 0)
		return at;
	const struct origin_piece *p = find(o, at);
	return p->raw + (at - p->at) / p->unit * p->raw_unit;
}

uint32_t origin_end(const struct origin *o, uint32_t at)
{
	if (o->n == 0 || at == 0)
		return origin_start(o, at);
	const struct origin_piece *p = find(o, at - 1);
	return p->raw + ((at - 1 - p->at) / p->unit + 1) * p->raw_unit;
}

struct dl_span origin_span(const struct origin *o, struct dl_span s)
{
	uint32_t start = origin_start(o, s.start);
	uint32_t end = s.end > s.start ? origin_end(o, s.end) : start;
	return (struct dl_span){start, end < start ? start : end};
}

static bool reserve(struct decoded *d, size_t n)
{
	size_t max = d->max != 0 ? d->max : TEXT_MAX;
	if (d->failed == DL_OK && (d->n > max || n > max - d->n))
		d->failed = DL_LIMIT;
	if (d->failed != DL_OK)
		return false;
	size_t cap = d->cap == 0 ? 4096 : d->cap;
	while (cap - d->n < n)
		cap *= 2;
	if (cap == d->cap)
		return true;
	char *p = arena_array(d->arena, char, cap);
	if (p == NULL) {
		d->failed = DL_NOMEM;
		return false;
	}
	if (d->n != 0)
		memcpy(p, d->text, d->n);
	d->text = p;
	d->cap = cap;
	return true;
}

/* Does a unit like this, which starts at raw, go on with the piece? */
static bool continues(const struct decoded *d, uint32_t raw, uint16_t unit, uint16_t raw_unit)
{
	if (d->n_pieces == 0)
		return false;
	const struct origin_piece *p = d->pieces + d->n_pieces - 1;
	uint32_t past = (uint32_t)d->n - p->at;
	return p->unit == unit && p->raw_unit == raw_unit && past % unit == 0 &&
	       p->raw + past / unit * raw_unit == raw;
}

/* Bytes in units of one size. */
static void append(
    struct decoded *d, struct dl_str s, uint32_t raw, uint16_t unit, uint16_t raw_unit)
{
	if (s.n == 0 || !reserve(d, s.n))
		return;
	if (!continues(d, raw, unit, raw_unit)) {
		struct origin_piece *v =
		    arena_regrow(d->arena, d->pieces, sizeof(*v), d->n_pieces, &d->cap_pieces);
		if (v == NULL) {
			d->failed = DL_NOMEM;
			return;
		}
		d->pieces = v;
		v[d->n_pieces++] = (struct origin_piece){(uint32_t)d->n, raw, unit, raw_unit};
	}
	memcpy(d->text + d->n, s.p, s.n);
	d->n += s.n;
}

/* Bytes at from of the level below, in units of unit for raw_unit, through its
 * pieces: where a unit of ours lies within one run of single bytes, it stays as
 * it is; else it stands for all the units below that it touches. */
static void through(
    struct decoded *d, struct dl_str s, uint32_t from, uint16_t unit, uint16_t raw_unit)
{
	const struct origin_piece *p = find(d->over, from), *last = d->over->v + d->over->n - 1;
	for (size_t i = 0; i < s.n && d->failed == DL_OK; i += unit) {
		while (p < last && p[1].at <= from)
			p++;
		if (unit == 1 && raw_unit == 1 && (from - p->at) % p->unit == 0) {
			/* whole units of the piece below, in one go */
			size_t n = p == last || p[1].at - from > s.n - i ? s.n - i : p[1].at - from;
			append(d, (struct dl_str){s.p + i, n},
			    p->raw + (from - p->at) / p->unit * p->raw_unit, p->unit, p->raw_unit);
			from += (uint32_t)n;
			i += n - 1;
			continue;
		}
		struct dl_span below = {from, from + raw_unit};
		struct dl_str one = {s.p + i, s.n - i < unit ? s.n - i : unit};
		struct dl_span raw = below;
		if (p->unit == 1 && (p == last || p[1].at >= below.end)) {
			raw.start = p->raw + (below.start - p->at) * p->raw_unit;
			raw.end = raw.start + raw_unit * p->raw_unit;
		} else {
			raw = origin_span(d->over, below);
		}
		uint32_t width = raw.end - raw.start;
		append(d, one, raw.start, (uint16_t)one.n,
		    (uint16_t)(width > UINT16_MAX ? UINT16_MAX : width));
		from += raw_unit;
	}
}

void decoded_run(struct decoded *d, struct dl_str s, uint32_t from)
{
	if (d->over != NULL && d->over->n != 0)
		through(d, s, from, 1, 1);
	else
		append(d, s, from, 1, 1);
}

void decoded_unit(struct decoded *d, struct dl_str s, uint32_t from, uint32_t to)
{
	uint16_t width = (uint16_t)(to < from		     ? 0
				    : to - from > UINT16_MAX ? UINT16_MAX
							     : to - from);
	uint16_t unit = (uint16_t)(s.n > UINT16_MAX ? UINT16_MAX : s.n);
	if (s.n == 0)
		return;
	if (d->over != NULL && d->over->n != 0)
		through(d, s, from, unit, width);
	else
		append(d, s, from, unit, width);
}

void decoded_append(struct decoded *d, struct dl_str s, const struct origin *o)
{
	for (size_t i = 0; i < o->n && d->failed == DL_OK; i++) {
		const struct origin_piece *p = o->v + i;
		size_t end = i + 1 < o->n ? p[1].at : s.n;
		if (end > s.n || end <= p->at)
			continue;
		append(d, (struct dl_str){s.p + p->at, end - p->at}, p->raw, p->unit, p->raw_unit);
	}
	if (o->n == 0)
		append(d, s, 0, 1, 1);
}

struct dl_str decoded_text(const struct decoded *d)
{
	return (struct dl_str){d->n == 0 ? "" : d->text, d->n};
}

struct origin decoded_origin(const struct decoded *d)
{
	return (struct origin){d->pieces, d->n_pieces};
}
