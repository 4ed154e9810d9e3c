/* SPDX-License-Identifier: MIT */
/* The vocabulary of schema.org, as far as it is about events: what JSON-LD,
 * microdata and RDFa have in common. */
#ifndef SOURCE_SCHEMA_H
#define SOURCE_SCHEMA_H

#include "source/html.h"
#include "text/facts.h"

enum schema_type {
	SCHEMA_OTHER,
	SCHEMA_EVENT, /* and its subtypes */
	SCHEMA_PLACE,
	SCHEMA_ONLINE, /* VirtualLocation */
	SCHEMA_ADDRESS,
	SCHEMA_PARTY, /* Person, Organization, groups */
	SCHEMA_GEO
};

/* "Event", "schema:Event", "https://schema.org/MusicEvent" */
enum schema_type schema_type_of(struct dl_str name);

/* The last part of a name: "schema:startDate", "https://schema.org/startDate". */
struct dl_str schema_word(struct dl_str name);

struct schema_place {
	struct dl_str text; /* of a location that is a text, an address that is one */
	struct dl_str name, street, locality, region, country;
	struct dl_str latitude, longitude;
	bool online;
};

/* Takes a property of a Place, a PostalAddress or GeoCoordinates. */
void schema_place_take(struct schema_place *, struct dl_str property, struct dl_str value);

/* Adds LOCATION and GEO of an event. False: no memory. */
bool schema_place_add(struct facts *, uint32_t record, const struct schema_place *, struct dl_span);

/* A property of an event itself that is a text: name, startDate, url … Unknown
 * ones are passed over. Times that cannot be read are warned of. */
void schema_event_take(
    struct facts *, uint32_t record, struct dl_str property, struct dl_str value, struct dl_span);

/* Readable text of what may have tags and references in it; in the arena or s
 * itself; p NULL: no memory (said in h->b). */
struct dl_str schema_text(struct html *h, struct dl_str s);

#endif
