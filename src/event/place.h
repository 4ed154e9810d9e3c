/* SPDX-License-Identifier: MIT */
/* The gazetteer (lang/places.tab): cities, regions, countries and their zones. */
#ifndef EVENT_PLACE_H
#define EVENT_PLACE_H

#include <dateline/base.h>

enum place_kind { PLACE_NONE, PLACE_COUNTRY, PLACE_REGION, PLACE_CITY };

struct place {
	struct dl_str text; /* as written, of whatever length: hall, street, city */
	struct dl_str city; /* the part of text that the gazetteer knows; may be empty */
	enum place_kind kind;
	bool joined;	    /* text has the town of another place after its own hall */
	struct dl_str zone; /* IANA name, constant; empty: unknown or several */
	bool has_point;	    /* cities only */
	double latitude, longitude;
};

/* Looks up one name ("Paris", "Paris, Texas", "Friedrichshafen, Germany"): parts
 * after commas choose among places of one name, else the largest is taken.
 * False: not known, and *ret is untouched. ret->text is name, ret->city too. */
bool place_find(struct dl_str name, struct place *ret);

/* Reads a text that may be a place as a whole: "Grand Hall, 4 Mill Lane,
 * Leeds". Its parts, from the last, are looked up; ret->text is all of text.
 * False when no part is known. */
bool place_read(struct dl_str text, struct place *ret);

#endif
