/* SPDX-License-Identifier: MIT */
/* https://schema.org/Event, as search engines read it from a page. */
#include <math.h>

#include "base/err.h"
#include "emit/clean.h"
#include "emit/iso.h"
#include "emit/json.h"
#include "emit/json_value.h"
#include "emit/link.h"
#include "emit/zones.h"

/* schema.org's DateTime wants an offset where there is one. */
static json_t *date_of(struct dl_civil c, enum dl_precision precision, const struct tzif *zone)
{
	struct buf b = {.alloc = NULL};
	iso_put(&b, c, precision);
	if (precision == DL_MINUTE && zone != NULL)
		zones_put_offset(&b, zone, c);
	return json_value_take(&b);
}

static bool set_dates(json_t *o, const struct dl_event *e, const struct tzif *zone)
{
	bool ok = json_value_set(o, "startDate", date_of(e->start, e->precision, zone));
	if (e->has_end && e->precision == DL_MINUTE)
		return ok && json_value_set(o, "endDate", date_of(e->end, DL_MINUTE, zone));
	/* A whole day as endDate is the last one, not the one after it. */
	if (e->has_end && e->precision == DL_DAY)
		return ok && json_value_set(
				 o, "endDate", date_of(iso_add_days(e->end, -1), DL_DAY, NULL));
	return ok;
}

static bool set_place(json_t *o, const struct dl_event *e)
{
	if (e->location.n == 0)
		return true;
	json_t *place = json_pack("{s:s}", "@type", "Place");
	bool ok = json_value_set(place, "name", json_value_text(e->location));
	if (e->has_geo && isfinite(e->latitude) && isfinite(e->longitude))
		ok = ok && json_value_set(place, "geo",
			       json_pack("{s:s,s:f,s:f}", "@type", "GeoCoordinates", "latitude",
				   e->latitude, "longitude", e->longitude));
	if (!ok) {
		json_decref(place);
		return false;
	}
	return json_value_set(o, "location", place);
}

static bool set_link(json_t *o, const struct dl_calendar *c, const struct dl_event *e)
{
	struct buf url = {.alloc = NULL};
	if (link_put_event(&url, c, e))
		return json_value_set(o, "url", json_value_take(&url));
	bool ok = url.failed == DL_OK;
	buf_free(&url);
	return ok;
}

static json_t *event_of(
    const struct dl_calendar *c, const struct dl_event *e, const struct tzif *zone)
{
	const char *status = e->status == DL_CANCELLED ? "https://schema.org/EventCancelled"
						       : "https://schema.org/EventScheduled";
	json_t *o = json_pack("{s:s}", "@type", "Event");
	if (json_value_set(o, "name", json_value_text(e->title)) && set_dates(o, e, zone) &&
	    json_value_set(o, "eventStatus", json_string(status)) && set_place(o, e) &&
	    set_link(o, c, e) && json_value_set_text(o, "description", e->description))
		return o;
	json_decref(o);
	return NULL;
}

static int put_events(
    const struct dl_calendar *c, struct zones *zones, struct out *out, struct dl_error *reterr)
{
	const char *separator = "";
	for (size_t i = 0; i < c->n_events; i++) {
		const struct dl_event *e = &c->events[i];
		const struct tzif *zone;
		if (!e->has_start || e->start.year < 1)
			continue;
		if (zones_try(zones, e->tz, &zone, reterr) < 0)
			return -1;
		buf_z(&out->buf, separator);
		separator = ",";
		/* "<" stands only in strings; none of it must end the script element. */
		if (json_value_put_edited(event_of(c, e, zone), JSON_COMPACT, '<', "\\u003c",
			&out->buf, reterr) < 0 ||
		    out_flush(out, reterr) < 0)
			return -1;
	}
	return 0;
}

int json_ld_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	const struct dl_alloc *alloc = out->buf.alloc;
	struct zones zones = {.arena = {.alloc = alloc}};
	buf_z(&out->buf, "{\"@context\":\"https://schema.org\",\"@graph\":[");
	int rc = put_events(c, &zones, out, reterr);
	buf_z(&out->buf, "]}");
	zones_free(&zones);
	return rc;
}
