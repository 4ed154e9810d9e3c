/* SPDX-License-Identifier: MIT */
/* score-gold [-v] FOLDER …: how well events are found in documents that a person
 * has read. -v lists the errors first. Part of `make score`. */
#include <stdio.h>
#include <string.h>

#include "score/gold.h"

static void put_share(struct gold_share s)
{
	if (s.of == 0)
		printf("     -");
	else
		printf(" %5.1f", 100 * (double)s.right / (double)s.of);
}

static void put_mean(double sum, size_t of)
{
	if (of == 0)
		printf("     -");
	else
		printf(" %5.1f", 100 * sum / (double)of);
}

static void put(const char *name, const struct gold_tally *t)
{
	printf("%-12.12s %4zu %5zu %4zu %4zu %4zu %4zu", name, t->documents, t->events, t->found,
	    t->spurious, t->missed, t->again);
	put_mean((double)t->found, t->found + t->spurious);
	put_mean((double)t->found, t->found + t->missed);
	printf(" %5.1f %5.1f", gold_f1(t), t->f1_sum / (double)t->documents);
	put_share(t->start);
	put_share(t->end);
	printf(" %4zu", t->invented_ends);
	put_share(t->zone_written);
	put_share(t->zone);
	put_mean(t->place_sum, t->n_places);
	put_mean(t->title_sum, t->found);
	put_share(t->status);
	put_share(t->rrule);
	putchar('\n');
}

int main(int argc, char **argv)
{
	struct gold_scores s;
	int first = argc > 1 && strcmp(argv[1], "-v") == 0 ? 2 : 1;
	for (int i = first; i < argc; i++) {
		gold_folder(argv[i], first == 2, &s);
		printf("events of the documents in %s\n", argv[i]);
		printf(
		    "%-12s %4s %5s %4s %4s %4s %4s %5s %5s %5s %5s %5s %5s %4s %5s %5s %5s %5s %5s "
		    "%5s\n",
		    "kind", "docs", "gold", "tp", "fp", "fn", "dup", "P", "R", "F1", "macro",
		    "start", "end", "inv", "zone!", "zone", "place", "title", "stat", "rrule");
		for (size_t k = 0; k < s.n; k++)
			put(s.kinds[k].name, &s.kinds[k].tally);
		put("all", &s.all);
	}
	return 0;
}
