/* SPDX-License-Identifier: MIT */
#include "emit/zones.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/str.h"
#include "emit/iso.h"

/* The zone's answers to "does it exist" are kept too: an unknown name is not
 * looked for on the disk again. */
static int open_zone(struct zones *z, struct dl_str name, struct dl_error *reterr)
{
	struct zone_entry *v = arena_grow(&z->arena, z->v, sizeof(*v), z->n, &z->cap);
	if (v == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	z->v = v;
	struct dl_error why = {.status = DL_OK};
	struct zone_entry *entry = &z->v[z->n];
	*entry = (struct zone_entry){.name = name, .exists = true};
	if (tzif_open(&z->arena, name, &entry->zone, &why) < 0) {
		if (why.status == DL_NOMEM || why.status == DL_IO)
			return fail(reterr, why.status, "%s", why.text);
		entry->exists = false;
	}
	z->n++;
	return 0;
}

int zones_find(
    struct zones *z, struct dl_str name, const struct tzif **ret, struct dl_error *reterr)
{
	*ret = NULL;
	if (name.n == 0)
		return 0;
	size_t i = 0;
	while (i < z->n && !str_eq(z->v[i].name, name))
		i++;
	if (i == z->n && open_zone(z, name, reterr) < 0)
		return -1;
	if (z->v[i].exists)
		*ret = &z->v[i].zone;
	return 0;
}

int zones_try(struct zones *z, struct dl_str name, const struct tzif **ret, struct dl_error *reterr)
{
	struct dl_error why = {.status = DL_OK};
	if (zones_find(z, name, ret, &why) < 0 && why.status == DL_NOMEM)
		return fail(reterr, DL_NOMEM, "%s", why.text);
	return 0;
}

void zones_free(struct zones *z)
{
	arena_free(&z->arena);
	z->v = NULL;
	z->n = z->cap = 0;
}

void zones_put_offset(struct buf *out, const struct tzif *zone, struct dl_civil c)
{
	int64_t local = iso_seconds(c);
	int minutes = (int)((local - tzif_utc(zone, local)) / 60);
	buf_printf(
	    out, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60, abs(minutes) % 60);
}
