/* SPDX-License-Identifier: MIT */
#include "bench/text.h"

#include <stdlib.h>
#include <string.h>

/* Words by how they are used; the first of each list come most often. */
static const char *const nouns[] = {"council", "harbour", "school", "bridge", "river", "member",
    "report", "village", "museum", "teacher", "garden", "budget", "company", "question", "reader",
    "visitor", "building", "station", "orchestra", "neighbour", "workshop", "government",
    "proposal", "kitchen", "railway", "library", "engineer", "audience", "contract", "forest",
    "island", "farmer", "newspaper", "cathedral", "laboratory", "committee", "exhibition",
    "lantern", "archive", "ferry", "carpenter", "reservoir", "treasurer", "manuscript",
    "lighthouse", "photograph", "settlement", "grandmother", "observatory", "apprenticeship"};
static const char *const verbs[] = {"said", "made", "found", "took", "asked", "opened", "carried",
    "described", "wanted", "built", "moved", "showed", "repaired", "followed", "remembered",
    "offered", "discussed", "discovered", "explained", "considered", "presented", "abandoned",
    "restored", "negotiated"};
static const char *const adjectives[] = {"new", "old", "small", "large", "quiet", "public",
    "wooden", "local", "careful", "broken", "narrow", "famous", "ordinary", "independent",
    "temporary", "experimental", "neighbouring", "considerable"};
static const char *const joints[] = {"of the", "in the", "and the", "with a", "for the", "at the",
    "to the", "from a", "that the", "which the", "because the", "near the", "under the",
    "without a", "between the", "against the"};
static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"};
static const char *const days[] = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
/* %d a day, %m a month, %y a year, %w a weekday, %h an hour, %n a small number. */
static const char *const dates[] = {"on %w", "on %d %m %y", "in %y", "last year", "in %m",
    "on %m %d", "%n years later", "two days after that", "at %h:30", "in the spring of %y",
    "yesterday", "for %n months", "since %m %y", "every %w", "from %d to 28 %m %y",
    "at %h pm on %w", "on 0%n/12/%y", "by the end of %m", "in the 19%n0s", "the following %w"};

struct writer {
	char *p;
	size_t n;
	uint32_t random;
};

static uint32_t draw(struct writer *w, uint32_t below)
{
	w->random = w->random * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)(w->random >> 8) * below >> 24);
}

static void put(struct writer *w, const char *z)
{
	size_t n = strlen(z);
	memcpy(w->p + w->n, z, n);
	w->n += n;
}

/* The smaller of two draws: early words come more often. */
static void put_word(struct writer *w, const char *const *list, size_t n)
{
	uint32_t a = draw(w, (uint32_t)n), b = draw(w, (uint32_t)n);
	put(w, list[a < b ? a : b]);
}
#define PUT_WORD(w, list) put_word((w), (list), sizeof(list) / sizeof((list)[0]))

static void put_date(struct writer *w)
{
	const char *f = dates[draw(w, sizeof(dates) / sizeof(dates[0]))];
	for (; *f != '\0'; f++) {
		if (*f != '%') {
			w->p[w->n++] = *f;
			continue;
		}
		f++;
		if (*f == 'm' || *f == 'w')
			put(w, *f == 'm' ? months[draw(w, 12)] : days[draw(w, 7)]);
		else
			w->n += (size_t)sprintf(w->p + w->n, "%u",
			    *f == 'd'	? draw(w, 27) + 1
			    : *f == 'y' ? draw(w, 60) + 1970
			    : *f == 'h' ? draw(w, 12) + 1
					: draw(w, 8) + 2);
	}
}

/* "The old harbour opened, near the wooden bridge of the council, on Friday." */
static void put_sentence(struct writer *w, bool dated)
{
	size_t from = w->n;
	put(w, draw(w, 2) ? "the " : "a ");
	w->p[from] = (char)(w->p[from] - 32);
	for (uint32_t clause = 0, n = 1 + draw(w, 3); clause < n; clause++) {
		if (clause != 0)
			put(w, draw(w, 3) ? " and the " : ", while the ");
		if (draw(w, 2)) {
			PUT_WORD(w, adjectives);
			put(w, " ");
		}
		PUT_WORD(w, nouns);
		put(w, " ");
		PUT_WORD(w, verbs);
		for (uint32_t i = draw(w, 3); i > 0; i--) {
			put(w, " ");
			PUT_WORD(w, joints);
			put(w, " ");
			PUT_WORD(w, nouns);
		}
	}
	if (dated) {
		put(w, " ");
		put_date(w);
	} else if (draw(w, 12) == 0)
		w->n += (size_t)sprintf(
		    w->p + w->n, " %u \xE2\x80\x93 %u percent", draw(w, 90), draw(w, 90));
	put(w, draw(w, 9) ? ". " : "? ");
}

struct dl_str bench_document(enum bench_kind kind, uint32_t *random, size_t size)
{
	enum { SENTENCE_MAX = 1024 };
	struct writer w = {malloc(size + SENTENCE_MAX), 0, *random};
	for (unsigned i = 1; w.p != NULL && w.n < size; i++) {
		put_sentence(&w, kind == BENCH_DENSE || i % 6 == 0);
		if (i % (kind == BENCH_DENSE ? 3 : 6) == 0) {
			w.n--;
			put(&w, "\n\n");
		}
	}
	*random = w.random;
	return (struct dl_str){w.p, w.p == NULL ? 0 : w.n};
}

bool bench_line(FILE *f, unsigned n, struct dl_str text)
{
	fprintf(f, "{\"id\":%u,\"dct\":\"2026-11-23\",\"text\":\"", n);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			fputs("\\n", f);
		else if ((unsigned char)text.p[i] < 0x20)
			fprintf(f, "\\u%04x", text.p[i]);
		else {
			if (text.p[i] == '"' || text.p[i] == '\\')
				fputc('\\', f);
			fputc(text.p[i], f);
		}
	fputs("\"}\n", f);
	return ferror(f) == 0;
}
