/* SPDX-License-Identifier: MIT */
#include "source/icszone.h"

#include <string.h>

#include "base/str.h"
#include "base/tzif.h"
#include "winzones.inc"

struct icszone *icszone_get(struct icszones *z, struct dl_str name)
{
	for (size_t i = 0; i < z->n; i++)
		if (str_eq(z->v[i].name, name))
			return &z->v[i];
	if (z->n == ICSZONE_MAX)
		return NULL;
	z->v[z->n] = (struct icszone){.name = name};
	return &z->v[z->n++];
}

static struct dl_str windows_zone(struct dl_str name)
{
	for (size_t i = 0; i < sizeof(windows_zones) / sizeof(windows_zones[0]); i++)
		if (str_eq_fold(name, str_of(windows_zones[i][0])))
			return str_of(windows_zones[i][1]);
	return STR("");
}

static bool exists(struct icszones *z, struct dl_str name)
{
	struct arena scratch = {.alloc = z->arena->alloc};
	struct tzif zone;
	/* No name of the tz database is longer, or begins or ends with a slash. */
	bool ok = name.n != 0 && name.n < 64 && name.p[0] != '/' &&
		  tzif_open(&scratch, name, &zone, NULL) == 0;
	arena_free(&scratch);
	return ok;
}

/* "a/b/Europe/Berlin": the longest end of it, of three parts or fewer, that is a
 * zone. Empty: none is. */
static struct dl_str last_parts(struct icszones *z, struct dl_str name)
{
	size_t slashes = 0;
	for (size_t i = name.n; i > 0 && slashes < 3; i--) {
		if (name.p[i - 1] != '/')
			continue;
		slashes++;
		struct dl_str end = {name.p + i, name.n - i};
		if (slashes > 1 && exists(z, end))
			return end;
	}
	return STR("");
}

const struct icszone *icszone_find(struct icszones *z, struct dl_str name)
{
	struct icszone *zone = icszone_get(z, name);
	if (zone == NULL || zone->looked_up)
		return zone;
	zone->looked_up = true;
	if (exists(z, name))
		zone->iana = name;
	else if (exists(z, zone->known_as))
		zone->iana = zone->known_as;
	else
		zone->iana = windows_zone(name);
	if (zone->iana.n == 0)
		zone->iana = last_parts(z, name);
	return zone;
}
