/* SPDX-License-Identifier: MIT */
/* How a reader collects what a source states of events to machines. Records
 * may be open at the same time (an event with its parts in it). The first
 * failure is kept, and everything after it is ignored. */
#ifndef TEXT_FACTS_H
#define TEXT_FACTS_H

#include "base/arena.h"
#include "text/doc.h"
#include "text/isotime.h"

struct facts {
	struct arena *arena;
	struct text_doc *doc;
	enum dl_status failed; /* DL_OK or DL_NOMEM */
	struct text_fact *v;
	uint32_t *owners; /* by fact: its record */
	size_t n, cap, cap_owners;
	struct text_record *records;
	size_t n_records, cap_records;
};

/* doc->path, raw, source and origin are set. */
void facts_begin(struct facts *, struct arena *, struct text_doc *);
/* A new record; its number. rule: a constant string. */
uint32_t facts_open(struct facts *, const char *rule, struct dl_span source);
/* A fact of a record: cleaned (text/clean.h), in one line but for descriptions,
 * copied. Nothing if the value is empty. */
void facts_add(struct facts *, uint32_t record, enum text_fact_kind, struct dl_str value,
    struct dl_span source);
/* A time in one of the spellings of isotime_read(), with its zone as another fact.
 * inclusive: a day as an end is the last one. False: it is no time. */
bool facts_add_time(struct facts *, uint32_t record, enum text_fact_kind, struct dl_str value,
    bool inclusive, struct dl_span source);
/* Says what is wrong at an offset of the source. */
void facts_warn(struct facts *, uint32_t at, const char *fmt, ...) DL_PRINTF(3, 4);
/* What was stated of the record last, of a kind; p NULL: nothing. Looks at the
 * last few facts only. */
struct dl_str facts_get(const struct facts *, uint32_t record, enum text_fact_kind);
static inline bool facts_has(const struct facts *f, uint32_t record, enum text_fact_kind kind)
{
	return facts_get(f, record, kind).p != NULL;
}
/* Hands everything to the document: 0, or -1 with DL_NOMEM. */
int facts_finish(struct facts *, struct dl_error *reterr);

#endif
