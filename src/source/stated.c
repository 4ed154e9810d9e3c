/* SPDX-License-Identifier: MIT */
/* Properties stand on any element, block or inline, and the parser's tree has
 * the inline ones no more (screen.c). So the tags are gone through as they stand:
 * an end tag closes the innermost open element of its name, and what was not
 * closed in between. A page that marks up its events closes its elements. */
#include "source/stated.h"

#include <string.h>

#include "base/str.h"
#include "source/jsonld.h"
#include "source/schema.h"

/* Elements inside each other; those deeper are passed over, properties and all. */
#define OPEN_MAX 256
/* Items inside each other: a place in an event in a list of them. */
#define ITEMS_MAX 16
/* Bytes of an element whose text is a property. */
#define VALUE_MAX ((size_t)64 << 10)
/* Properties inside each other's text, each of which is read for itself. */
#define HELD_MAX 8
/* How far an end tag reaches; without it a page of "</b>" would search for ever. */
#define REACH 32

enum kind { KIND_NONE, KIND_EVENT, KIND_CALENDAR, KIND_PLACE, KIND_PARTY };

struct item {
	enum kind kind;
	size_t depth; /* of its element */
	uint32_t at, record;
	struct dl_str property; /* of the item around it that it is the value of */
	struct schema_place place;
	struct dl_str name; /* of a party */
};

struct open {
	struct dl_str name;
	uint32_t content;	/* where it begins */
	struct dl_str property; /* its text is the value of it; empty: it is none */
	struct dl_str classes;	/* in an hCalendar event: its properties */
	bool is_item;
	bool values; /* hCalendar: a part of the value of the property around it */
};

struct stated {
	struct html *h;
	struct facts *f;
	struct dl_str source;
	struct open open[OPEN_MAX];
	size_t depth, over;
	size_t holding; /* open elements whose text is a property */
	struct item items[ITEMS_MAX];
	size_t n_items;
	struct dl_str value; /* hCalendar: what the value elements say together */
	size_t value_depth;  /* of the property that they are in; 0: none */
};

static struct dl_str attribute(struct stated *s, const struct tag *tag, const char *name)
{
	struct dl_str v = tag_value(tag, name);
	return v.n == 0 ? v : html_value(s->h, v);
}

static struct item *here(struct stated *s)
{
	return s->n_items == 0 ? NULL : &s->items[s->n_items - 1];
}

/* The event that an item is part of, itself perhaps. */
static struct item *event_of(struct stated *s)
{
	for (size_t i = s->n_items; i > 0; i--)
		if (s->items[i - 1].kind == KIND_EVENT || s->items[i - 1].kind == KIND_CALENDAR)
			return &s->items[i - 1];
	return NULL;
}

/* ---- properties ---------------------------------------------------------------- */

static void take_value(
    struct stated *s, struct dl_str property, struct dl_str value, struct dl_span span)
{
	struct item *item = here(s);
	if (item == NULL || value.n == 0)
		return;
	for (struct dl_str rest = property; rest.p != NULL && rest.n != 0;) {
		struct dl_str word = schema_word(str_split(&rest, ' '));
		if (word.n == 0)
			continue;
		if (item->kind == KIND_EVENT)
			schema_event_take(s->f, item->record, word, value, span);
		else if (item->kind == KIND_PLACE)
			schema_place_take(&item->place, word, value);
		else if (item->kind == KIND_PARTY && str_eq(word, STR("name")) && item->name.n == 0)
			item->name = value;
	}
}

/* The class names of hCalendar and h-event, and what they are in an event. */
static const struct {
	const char *name;
	enum text_fact_kind kind;
} classes[] = {
    {"p-name", TEXT_FACT_TITLE},
    {"summary", TEXT_FACT_TITLE},
    {"dt-start", TEXT_FACT_START},
    {"dtstart", TEXT_FACT_START},
    {"dt-end", TEXT_FACT_END},
    {"dtend", TEXT_FACT_END},
    {"dt-duration", TEXT_FACT_DURATION},
    {"duration", TEXT_FACT_DURATION},
    {"p-location", TEXT_FACT_LOCATION},
    {"location", TEXT_FACT_LOCATION},
    {"u-url", TEXT_FACT_URL},
    {"url", TEXT_FACT_URL},
    {"p-summary", TEXT_FACT_DESCRIPTION},
    {"p-description", TEXT_FACT_DESCRIPTION},
    {"e-content", TEXT_FACT_DESCRIPTION},
    {"description", TEXT_FACT_DESCRIPTION},
    {"p-category", TEXT_FACT_CATEGORY},
    {"category", TEXT_FACT_CATEGORY},
    {"p-organizer", TEXT_FACT_PERSON},
    {"organizer", TEXT_FACT_PERSON},
    {"uid", TEXT_FACT_UID},
    {"u-uid", TEXT_FACT_UID},
    {"status", TEXT_FACT_STATUS},
    {"rrule", TEXT_FACT_RRULE},
};

static bool has_class(struct dl_str list, const char *name)
{
	while (list.p != NULL && list.n != 0)
		if (str_eq(str_split(&list, ' '), str_of(name)))
			return true;
	return false;
}

static bool is_calendar_class(struct dl_str list)
{
	for (size_t i = 0; list.n != 0 && i < sizeof(classes) / sizeof(classes[0]); i++)
		if (has_class(list, classes[i].name))
			return true;
	return false;
}

static void take_classes(struct stated *s, struct dl_str list, struct dl_str value,
    struct dl_str link, struct dl_span at)
{
	struct item *item = here(s);
	if (item == NULL || item->kind != KIND_CALENDAR)
		return;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		enum text_fact_kind kind = classes[i].kind;
		bool time = kind == TEXT_FACT_START || kind == TEXT_FACT_END;
		bool once = kind != TEXT_FACT_CATEGORY && kind != TEXT_FACT_PERSON;
		if (!has_class(list, classes[i].name) ||
		    (once && facts_has(s->f, item->record, kind)))
			continue;
		if (kind == TEXT_FACT_URL && !str_starts(link, STR("http")))
			continue;
		/* "19:30" alone is of the day on which it starts (stated.c of event/). */
		if (!time)
			facts_add(
			    s->f, item->record, kind, kind == TEXT_FACT_URL ? link : value, at);
		else if (value.n != 0 && !facts_add_time(s->f, item->record, kind, value,
					     kind == TEXT_FACT_END, at))
			facts_warn(s->f, at.start,
			    "'%.*s' is no date that machines read, expected one such as "
			    "2026-05-04T19:00",
			    (int)(value.n < 40 ? value.n : 40), value.p);
	}
}

/* ---- items ---------------------------------------------------------------------- */

static enum kind kind_of(struct dl_str types)
{
	while (types.p != NULL && types.n != 0) {
		switch (schema_type_of(str_split(&types, ' '))) {
		case SCHEMA_EVENT:
			return KIND_EVENT;
		case SCHEMA_PLACE:
		case SCHEMA_ONLINE:
		case SCHEMA_ADDRESS:
		case SCHEMA_GEO:
			return KIND_PLACE;
		case SCHEMA_PARTY:
			return KIND_PARTY;
		case SCHEMA_OTHER:
			break;
		}
	}
	return KIND_NONE;
}

/* A LocalBusiness or a StadiumOrArena is a place where it is the location. */
static enum kind kind_in(enum kind kind, struct dl_str property)
{
	struct dl_str word = schema_word(property);
	if (kind != KIND_EVENT && (str_eq(word, STR("location")) || str_eq(word, STR("address")) ||
				      str_eq(word, STR("geo"))))
		return KIND_PLACE;
	bool party = str_eq(word, STR("performer")) || str_eq(word, STR("performers")) ||
		     str_eq(word, STR("organizer")) || str_eq(word, STR("instructor"));
	return kind == KIND_NONE && party ? KIND_PARTY : kind;
}

static void begin_item(struct stated *s, enum kind kind, struct dl_str property, uint32_t at)
{
	static const char *const rules[] = {
	    [KIND_EVENT] = "source.microdata", [KIND_CALENDAR] = "source.h-event"};
	struct item *item = &s->items[s->n_items++];
	*item = (struct item){.kind = kind, .depth = s->depth, .at = at, .property = property};
	if (kind == KIND_EVENT || kind == KIND_CALENDAR)
		item->record = facts_open(s->f, rules[kind], (struct dl_span){at, at});
}

static void end_item(struct stated *s, uint32_t end)
{
	struct item item = s->items[--s->n_items];
	struct dl_span span = {item.at, end};
	struct item *outer = here(s), *event = event_of(s);
	if (s->f->failed != DL_OK)
		return;
	if (item.kind == KIND_EVENT || item.kind == KIND_CALENDAR)
		s->f->records[item.record].source = span;
	else if (item.kind == KIND_PARTY && event != NULL)
		schema_event_take(s->f, event->record, schema_word(item.property), item.name, span);
	if (item.kind != KIND_PLACE || outer == NULL)
		return;
	if (outer->kind == KIND_PLACE) { /* the address of a place */
		struct schema_place p = outer->place, q = item.place;
		outer->place = (struct schema_place){.text = p.text.n != 0 ? p.text : q.text,
		    .name = p.name.n != 0 ? p.name : q.name,
		    .street = q.street.n != 0 ? q.street : p.street,
		    .locality = q.locality.n != 0 ? q.locality : p.locality,
		    .region = q.region.n != 0 ? q.region : p.region,
		    .country = q.country.n != 0 ? q.country : p.country,
		    .latitude = q.latitude.n != 0 ? q.latitude : p.latitude,
		    .longitude = q.longitude.n != 0 ? q.longitude : p.longitude};
	} else if (outer->kind == KIND_EVENT &&
		   str_eq(schema_word(item.property), STR("location"))) {
		if (!schema_place_add(s->f, outer->record, &item.place, span))
			s->f->failed = DL_NOMEM;
	}
}

/* ---- elements -------------------------------------------------------------------- */

static bool is_any(struct dl_str name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_eq_fold(name, str_of(*list)))
			return true;
	return false;
}

/* What an element says by its attributes; empty: its text says it. */
static struct dl_str said(struct stated *s, const struct tag *tag)
{
	static const char *const sources[] = {"content", "datetime", "title", "value", NULL};
	static const char *const linked[] = {"a", "area", "link", NULL};
	for (size_t i = 0; sources[i] != NULL; i++) {
		struct dl_str v = attribute(s, tag, sources[i]);
		/* title is a value of <abbr>, value of <data>; elsewhere they are help. */
		if (v.n == 0 || (i == 2 && !str_eq_fold(tag->name, STR("abbr"))) ||
		    (i == 3 && !str_eq_fold(tag->name, STR("data"))))
			continue;
		return v;
	}
	return is_any(tag->name, linked) ? attribute(s, tag, "href") : STR("");
}

static struct dl_str link_of(struct stated *s, const struct tag *tag)
{
	struct dl_str v = attribute(s, tag, "href");
	return v.n != 0 ? v : attribute(s, tag, "src");
}

static bool is_void(struct dl_str name)
{
	static const char *const names[] = {"area", "base", "br", "col", "embed", "hr", "img",
	    "input", "link", "meta", "param", "source", "track", "wbr", NULL};
	return is_any(name, names);
}

/* Schema properties that a link's address is the value of; else its text is. */
static bool wants_link(struct dl_str property)
{
	return str_eq(schema_word(property), STR("url")) ||
	       str_eq(schema_word(property), STR("eventStatus"));
}

/* <span class="value"> inside dtstart: "2026-05-04", then "19:00". */
static void add_value_part(struct stated *s, struct dl_str part)
{
	part = str_trim(part);
	if (s->value.n != 0 && s->value.n + part.n < 60)
		part = arena_printf(
		    s->f->arena, "%.*sT%.*s", (int)s->value.n, s->value.p, (int)part.n, part.p);
	if (part.p == NULL && part.n == 0 && s->value.n != 0)
		s->f->failed = DL_NOMEM;
	if (part.n != 0)
		s->value = part;
}

static bool is_held(const struct open *o)
{
	return o->property.n != 0 || o->classes.n != 0 || o->values;
}

static void close_one(struct stated *s, uint32_t end, uint32_t after)
{
	struct open *o = &s->open[s->depth - 1];
	struct dl_span span = {o->content, end > o->content ? end : o->content};
	struct dl_str raw = str_sub(s->source, span);
	bool own = o->is_item;
	if (own && here(s) != NULL && here(s)->depth == s->depth - 1)
		end_item(s, after);
	if (o->property.n != 0 && !own && raw.n <= VALUE_MAX)
		take_value(s, o->property, str_trim(schema_text(s->h, raw)), span);
	if (o->classes.n != 0 && raw.n <= VALUE_MAX) {
		bool parts = s->value_depth == s->depth && s->value.n != 0;
		take_classes(s, o->classes, parts ? s->value : str_trim(schema_text(s->h, raw)),
		    STR(""), span);
	}
	if (s->value_depth == s->depth) {
		s->value_depth = 0;
		s->value = STR("");
	}
	if (o->values && raw.n <= VALUE_MAX)
		add_value_part(s, schema_text(s->h, raw));
	s->holding -= is_held(o);
	s->depth--;
}

/* Elements that a next one of their kind ends. */
static bool follows(struct dl_str name)
{
	static const char *const names[] = {
	    "li", "p", "td", "th", "tr", "dt", "dd", "option", NULL};
	return is_any(name, names);
}

static void end_tag(struct stated *s, struct dl_str name, uint32_t at, uint32_t after)
{
	if (s->over != 0) {
		s->over--;
		return;
	}
	size_t i = s->depth, least = s->depth > REACH ? s->depth - REACH : 0;
	while (i > least && !str_eq_fold(s->open[i - 1].name, name))
		i--;
	if (i == least)
		return;
	while (s->depth >= i)
		close_one(s, at, after);
}

/* The properties that an element has, by whichever way. */
static struct dl_str property_of(struct stated *s, const struct tag *tag)
{
	struct dl_str v = attribute(s, tag, "itemprop");
	return v.n != 0 ? v : attribute(s, tag, "property");
}

static bool begins_item(
    struct stated *s, const struct tag *tag, struct dl_str property, uint32_t at)
{
	struct dl_str class = tag_value(tag, "class"), type = attribute(s, tag, "typeof");
	bool scope = tag_value(tag, "itemscope").p != NULL || type.n != 0;
	if (s->n_items == ITEMS_MAX)
		return false;
	if (scope) {
		struct dl_str types = type.n != 0 ? type : attribute(s, tag, "itemtype");
		enum kind kind = kind_of(types);
		/* An event's offer, its picture: no property of the event's own. */
		if (s->n_items == 0 && kind != KIND_EVENT)
			return false;
		begin_item(s, kind_in(kind, property), property, at);
		return true;
	}
	if (class.n != 0 && (has_class(class, "h-event") || has_class(class, "vevent"))) {
		begin_item(s, KIND_CALENDAR, STR(""), at);
		return true;
	}
	return false;
}

static void start_tag(struct stated *s, const struct tag *tag, uint32_t at, uint32_t end)
{
	if (s->depth != 0 && follows(tag->name) &&
	    str_eq_fold(s->open[s->depth - 1].name, tag->name))
		close_one(s, at, at);
	struct dl_str property = property_of(s, tag), value = STR(""), class = {NULL, 0};
	bool item = begins_item(s, tag, property, at), closed = is_void(tag->name);
	struct item *in = here(s);
	if (in != NULL && in->kind == KIND_CALENDAR && !item)
		class = tag_value(tag, "class");
	bool calendar = is_calendar_class(class);
	if (!item && in != NULL && (property.n != 0 || calendar))
		value = said(s, tag);
	struct dl_span span = {at, end};
	bool link = str_eq_fold(tag->name, STR("a"));
	if (property.n != 0 && value.n != 0 && !item && (!link || wants_link(property))) {
		take_value(s, property, value, span);
		property = STR("");
	}
	bool valued =
	    s->value_depth != 0 && (has_class(class, "value") || has_class(class, "value-title"));
	if (valued) {
		struct dl_str title = attribute(s, tag, "title");
		struct dl_str part = title.n != 0 ? title : link ? STR("") : said(s, tag);
		if (part.n != 0) {
			add_value_part(s, part);
			valued = false;
		}
	}
	if (calendar && (closed || value.n != 0)) {
		struct dl_str where = link_of(s, tag);
		take_classes(s, class, link ? STR("") : value, where, span);
		if (!link)
			calendar = false;
	}
	if (closed || s->depth == OPEN_MAX) {
		if (item && s->n_items != 0)
			end_item(s, end);
		s->over += !closed;
		return;
	}
	s->open[s->depth++] = (struct open){.name = tag->name,
	    .content = end,
	    .property = in == NULL && !item ? STR("") : property,
	    .classes = calendar ? class : STR(""),
	    .is_item = item,
	    .values = valued && s->holding < HELD_MAX};
	struct open *o = &s->open[s->depth - 1];
	if (s->holding == HELD_MAX)
		o->property = o->classes = STR("");
	s->holding += is_held(o);
	if (calendar && s->value_depth == 0)
		s->value_depth = s->depth;
}

static uint32_t skip_raw(struct stated *s, const struct tag *tag, uint32_t end, uint32_t to)
{
	static const char *const raw[] = {
	    "script", "style", "textarea", "template", "noscript", "iframe", "title", "svg", NULL};
	if (!is_any(tag->name, raw))
		return end;
	struct dl_str rest = str_sub(s->source, (struct dl_span){end, to});
	size_t n = tag_find_end(rest, tag->name);
	/* Without an end tag the rest would be searched again for each of them. */
	if (n == rest.n)
		return str_eq_fold(tag->name, STR("script")) ? to : end;
	struct dl_str type = str_trim(tag_value(tag, "type"));
	if (str_eq_fold(tag->name, STR("script")) && type.n >= 19 &&
	    str_eq_fold((struct dl_str){type.p, 19}, STR("application/ld+json")))
		jsonld_read(s->h, s->f, (struct dl_span){end, end + (uint32_t)n});
	return end + (uint32_t)n;
}

/* Bytes that each mark has at least. */
#define MARK 6

static bool is_mark(struct dl_str s)
{
	static const char *const marks[] = {
	    "ld+json", "itemscope", "typeof=", "h-event", "vevent", NULL};
	for (size_t i = 0; marks[i] != NULL; i++)
		if (str_starts(s, str_of(marks[i])))
			return true;
	return false;
}

/* Most pages state nothing, and are not gone through. All marks are looked for at
 * once, as far apart as the byte at hand leaves room for one (Horspool). */
static bool is_worth(struct dl_str s)
{
	static const char heads[][MARK + 1] = {"ld+jso", "itemsc", "typeof", "h-even", "vevent"};
	uint8_t skip[256];
	memset(skip, MARK, sizeof(skip));
	for (size_t k = 0; k < sizeof(heads) / sizeof(heads[0]); k++)
		for (uint8_t i = 0; i < MARK; i++) {
			uint8_t *to = &skip[(unsigned char)heads[k][i]];
			*to = *to < MARK - 1 - i ? *to : (uint8_t)(MARK - 1 - i);
		}
	for (size_t at = MARK - 1; at < s.n;) {
		uint8_t n = skip[(unsigned char)s.p[at]];
		size_t from = at - (MARK - 1);
		if (n == 0 && is_mark((struct dl_str){s.p + from, s.n - from}))
			return true;
		at += n == 0 ? 1 : n;
	}
	return false;
}

void stated_html(struct html *h, struct facts *f, uint32_t from, uint32_t to)
{
	struct dl_str page = str_sub(h->b->doc->source, (struct dl_span){from, to});
	if (!is_worth(page))
		return;
	struct stated *s = arena_new(f->arena, struct stated);
	if (s == NULL) {
		f->failed = DL_NOMEM;
		return;
	}
	s->h = h;
	s->f = f;
	s->source = h->b->doc->source;
	for (uint32_t at = from; at < to && f->failed == DL_OK && h->b->failed == DL_OK;) {
		struct dl_str rest = str_sub(s->source, (struct dl_span){at, to});
		at += (uint32_t)str_find(rest, '<');
		struct tag tag;
		size_t n = at < to ? tag_at(str_sub(s->source, (struct dl_span){at, to}), &tag) : 0;
		if (n == 0) {
			at++;
			continue;
		}
		uint32_t end = at + (uint32_t)n;
		if (tag.name.n == 0) {
			at = end;
		} else if (tag.is_end) {
			end_tag(s, tag.name, at, end);
			at = end;
		} else {
			uint32_t next = skip_raw(s, &tag, end, to);
			if (next == end)
				start_tag(s, &tag, at, end);
			at = next;
		}
	}
	while (s->depth != 0)
		close_one(s, to, to);
}
