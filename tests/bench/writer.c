/* SPDX-License-Identifier: MIT */
#include "bench/writer.h"

#include <stdio.h>
#include <string.h>

#include "base/days.h"

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

uint32_t writer_draw(struct writer *w, uint32_t below)
{
	w->random = w->random * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)(w->random >> 8) * below >> 24);
}

void writer_put(struct writer *w, const char *z)
{
	size_t n = strlen(z);
	memcpy(w->p + w->n, z, n);
	w->n += n;
}

/* The smaller of two draws: early words come more often. */
static void put_word(struct writer *w, const char *const *list, size_t n)
{
	uint32_t a = writer_draw(w, (uint32_t)n), b = writer_draw(w, (uint32_t)n);
	writer_put(w, list[a < b ? a : b]);
}
#define PUT_WORD(w, list) put_word((w), (list), sizeof(list) / sizeof((list)[0]))

static void put_date(struct writer *w)
{
	const char *f = dates[writer_draw(w, sizeof(dates) / sizeof(dates[0]))];
	for (; *f != '\0'; f++) {
		if (*f != '%') {
			w->p[w->n++] = *f;
			continue;
		}
		f++;
		if (*f == 'm' || *f == 'w')
			writer_put(
			    w, *f == 'm' ? months[writer_draw(w, 12)] : days[writer_draw(w, 7)]);
		else
			w->n += (size_t)sprintf(w->p + w->n, "%u",
			    *f == 'd'	? writer_draw(w, 27) + 1
			    : *f == 'y' ? writer_draw(w, 60) + 1970
			    : *f == 'h' ? writer_draw(w, 12) + 1
					: writer_draw(w, 8) + 2);
	}
}

/* "The old harbour opened, near the wooden bridge of the council, on Friday." */
void writer_sentence(struct writer *w, bool dated)
{
	size_t from = w->n;
	writer_put(w, writer_draw(w, 2) ? "the " : "a ");
	w->p[from] = (char)(w->p[from] - 32);
	for (uint32_t clause = 0, n = 1 + writer_draw(w, 3); clause < n; clause++) {
		if (clause != 0)
			writer_put(w, writer_draw(w, 3) ? " and the " : ", while the ");
		if (writer_draw(w, 2)) {
			PUT_WORD(w, adjectives);
			writer_put(w, " ");
		}
		PUT_WORD(w, nouns);
		writer_put(w, " ");
		PUT_WORD(w, verbs);
		for (uint32_t i = writer_draw(w, 3); i > 0; i--) {
			writer_put(w, " ");
			PUT_WORD(w, joints);
			writer_put(w, " ");
			PUT_WORD(w, nouns);
		}
	}
	if (dated) {
		writer_put(w, " ");
		put_date(w);
	} else if (writer_draw(w, 12) == 0)
		w->n += (size_t)sprintf(w->p + w->n, " %u \xE2\x80\x93 %u percent",
		    writer_draw(w, 90), writer_draw(w, 90));
	writer_put(w, writer_draw(w, 9) ? ". " : "? ");
}

/* ---- templates ---------------------------------------------------------------- */

/* What a template's letters stand for, in lists. */
static const char *const events[] = {"workshop", "concert", "meeting", "exhibition", "lecture",
    "reading", "fair", "regatta", "hearing", "screening", "conference", "festival", "seminar",
    "ceremony", "auction", "assembly"};
static const char *const first_names[] = {"Ada", "Bertil", "Clara", "Dimitri", "Elena", "Farid",
    "Greta", "Hugo", "Ines", "Jonas", "Katarina", "Luis", "Mirjam", "Noor", "Olga", "Pieter"};
static const char *const last_names[] = {"Ahlgren", "Bakker", "Castellan", "Dvorak", "Eriksen",
    "Fontaine", "Grünwald", "Hofmann", "Iversen", "Jankowski", "Kovács", "Lindqvist", "Moreau",
    "Novak", "Okafor", "Pettersson"};
static const char *const towns[] = {"Leeds", "Ghent", "Graz", "Turku", "Porto", "Bergen", "Lyon",
    "Cork", "Aarhus", "Toronto", "Trieste", "Dundee", "Malmö", "Bilbao", "Austin", "Kyoto"};
static const char *const venues[] = {"Harbour Hall", "Room 4", "the town hall", "Studio B",
    "the Lantern Theatre", "the old customs house", "the reading room", "Pier 3",
    "the Botanical Garden", "Lecture Theatre 2"};
static const char *const bodies[] = {"Council", "Harbour Board", "Lantern Society",
    "Museum of Ferries", "School of Carpentry", "River Trust", "Archive", "Orchestra"};

static void put_day(struct writer *w, const char *form)
{
	int32_t year;
	int month, day;
	days_to_date(w->day, &year, &month, &day);
	const char *m = months[month - 1], *wd = days[days_weekday(w->day) - 1];
	char *to = w->p + w->n;
	int n = 0;
	switch (*form) {
	case 'D':
		n = sprintf(to, "%d %s %d", day, m, (int)year);
		break;
	case 'M':
		n = sprintf(to, "%s %d, %d", m, day, (int)year);
		break;
	case 'W':
		n = sprintf(to, "%s, %d %s %d", wd, day, m, (int)year);
		break;
	case 'w':
		n = sprintf(to, "%s %d %s", wd, day, m);
		break;
	case 'd':
		n = sprintf(to, "%d %s", day, m);
		break;
	case 'I':
		n = sprintf(to, "%04d-%02d-%02d", (int)year, month, day);
		break;
	case 'm':
		n = sprintf(to, "%s %d", m, (int)year);
		break;
	default:
		n = sprintf(to, "%d", (int)year);
	}
	w->n += (size_t)n;
}

static void put_clock(struct writer *w, char form)
{
	unsigned hour = 8 + writer_draw(w, 12), quarter = writer_draw(w, 4) * 15;
	char *to = w->p + w->n;
	if (form == 'h')
		w->n += (size_t)sprintf(to, "%02u:%02u", hour, quarter);
	else if (form == 'k')
		w->n += (size_t)sprintf(
		    to, "%u%s", hour % 12 == 0 ? 12 : hour % 12, hour < 12 ? "am" : "pm");
	else
		w->n += (size_t)sprintf(
		    to, "%02u:%02u\xE2\x80\x93%02u:%02u", hour, quarter, hour + 2, quarter);
}

static void put_capital(struct writer *w, void (*what)(struct writer *))
{
	size_t from = w->n;
	what(w);
	if (w->p[from] >= 'a' && w->p[from] <= 'z')
		w->p[from] = (char)(w->p[from] - 32);
}

static void put_noun(struct writer *w)
{
	PUT_WORD(w, nouns);
}

static void put_adjective(struct writer *w)
{
	PUT_WORD(w, adjectives);
}

/* Times in passing, about which nothing is announced. */
static const char *const asides[] = {"The %n of the %o has been there since %y. ",
    "In the last %i years %x %ns were %v. ", "%p, who came in %y, %v the %a %n. ",
    "The rules of %D stay in force. ", "It took %i months, and %i more weeks for the %n. ",
    "Unlike last year, the %n is %a. ", "The %n was %v in %m and again in the following year. ",
    "As of %D there were %x %ns in %c. ", "For %i years the %n of %c was closed. ",
    "The %n dates from the 19th century. "};

static void put_letter(struct writer *w, const char *f)
{
	switch (*f) {
	case '+': /* some days on */
		w->day += 1 + writer_draw(w, 12);
		break;
	case 's':
		writer_sentence(w, false);
		break;
	case 't':
		writer_sentence(w, true);
		break;
	case 'b':
		writer_template(w, asides[writer_draw(w, sizeof(asides) / sizeof(asides[0]))]);
		break;
	case 'n':
		put_noun(w);
		break;
	case 'N':
		put_capital(w, put_noun);
		break;
	case 'A':
		put_capital(w, put_adjective);
		break;
	case 'a':
		put_adjective(w);
		break;
	case 'v':
		PUT_WORD(w, verbs);
		break;
	case 'e':
		PUT_WORD(w, events);
		break;
	case 'p':
		PUT_WORD(w, first_names);
		writer_put(w, " ");
		PUT_WORD(w, last_names);
		break;
	case 'c':
		PUT_WORD(w, towns);
		break;
	case 'l':
		PUT_WORD(w, venues);
		break;
	case 'o':
		PUT_WORD(w, bodies);
		break;
	case 'i':
		w->n += (size_t)sprintf(w->p + w->n, "%u", 2 + writer_draw(w, 8));
		break;
	case 'x':
		w->n += (size_t)sprintf(w->p + w->n, "%u", 10 + writer_draw(w, 900));
		break;
	case 'h':
	case 'k':
	case 'r':
		put_clock(w, *f);
		break;
	default:
		put_day(w, f);
	}
}

void writer_template(struct writer *w, const char *f)
{
	for (; *f != '\0'; f++)
		if (*f == '%')
			put_letter(w, ++f);
		else
			w->p[w->n++] = *f;
}
