/* SPDX-License-Identifier: MIT */
#include "event/aside.h"

#include "base/str.h"

static bool says_day(const struct when_expr *e)
{
	return !e->bare && e->has_from && !e->anaphoric && e->type != WHEN_SET &&
	       e->grain >= WHEN_GRAIN_WEEK;
}

/* Month and day are written: it needs no holiday to be one. */
static bool writes_day(const struct when_expr *e)
{
	static const uint16_t both = DL_KNOWN_MONTH | DL_KNOWN_DAY;
	return says_day(e) && (e->known & both) == both;
}

static uint32_t moved(const uint32_t *to, uint32_t e)
{
	return e == WHEN_NONE ? e : to[e];
}

/* "Good Friday: 10 am Walk" on a line of its own is a day, whatever other lines
 * of the block say. */
static bool begins_line(struct dl_str text, const struct when_expr *e)
{
	uint32_t at = e->span.start, end = e->span.end;
	if (at != 0 && text.p[at - 1] != '\n')
		return false;
	while (end < text.n && text.p[end] == ' ')
		end++;
	struct dl_str rest = {text.p + end, text.n - end};
	return str_starts(rest, STR(":")) || str_starts(rest, STR("- ")) ||
	       str_starts(rest, STR("\xE2\x80\x93 ")) || str_starts(rest, STR("\xE2\x80\x94 "));
}

bool aside_drop(struct arena *a, struct dl_str text, const struct when_list *list,
    struct when_list *ret, uint32_t **ret_from)
{
	size_t n = 0;
	bool any = false;
	*ret = *list;
	*ret_from = NULL;
	for (size_t i = 0; i < list->n && !any; i++)
		any = list->v[i].bare;
	if (!any)
		return true;
	uint32_t *from = arena_array(a, uint32_t, list->n), *to = arena_array(a, uint32_t, list->n);
	ret->v = arena_array(a, struct when_expr, list->n);
	if (from == NULL || to == NULL || ret->v == NULL)
		return false;
	for (size_t i = 0, end; i < list->n; i = end) {
		bool day = false, written = false;
		for (end = i; end < list->n && list->v[end].block == list->v[i].block; end++) {
			day = day || says_day(&list->v[end]);
			written = written || writes_day(&list->v[end]);
		}
		for (size_t k = i; k < end; k++) {
			to[k] = WHEN_NONE;
			if ((day && list->v[k].modifier) ||
			    (written && list->v[k].bare && !begins_line(text, &list->v[k])))
				continue; /* "15 August, Independence Day" */
			from[n] = (uint32_t)k;
			to[k] = (uint32_t)n;
			ret->v[n++] = list->v[k];
		}
	}
	for (size_t i = 0; i < n; i++) {
		struct when_expr *e = &ret->v[i];
		e->range_end = moved(to, e->range_end);
		e->list_next = moved(to, e->list_next);
		e->same_instant = moved(to, e->same_instant);
		e->antecedent = moved(to, e->antecedent);
	}
	ret->n = n;
	*ret_from = from;
	return true;
}

bool aside_restore(struct arena *a, struct event_verdicts *verdicts, const uint32_t *from, size_t n)
{
	struct event_verdict *all = arena_array(a, struct event_verdict, n);
	if (all == NULL)
		return false;
	for (size_t i = 0, k = 0; i < n; i++) {
		if (k < verdicts->n && from[k] == i)
			all[i] = verdicts->v[k++];
		else
			all[i].event = UINT32_MAX, all[i].reason = "background.name";
		all[i].expr = (uint32_t)i;
	}
	verdicts->v = all;
	verdicts->n = n;
	return true;
}
