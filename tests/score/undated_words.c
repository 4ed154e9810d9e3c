/* SPDX-License-Identifier: MIT */
/* False positives per 1,000 words of the texts named: part of `make score`. */
#include <stdio.h>

#include "undated.h"

static void put(const char *path, const struct undated *u)
{
	double words = u->words == 0 ? 1 : (double)u->words;
	printf("%-28s %5zu words, %3zu found, %.2f per 1,000 words\n", path, u->words, u->found,
	    (double)u->found * 1000 / words);
}

int main(int argc, char **argv)
{
	struct undated all = {0};
	puts("false positives on texts without a date");
	for (int i = 1; i < argc; i++) {
		struct undated u = undated_read(argv[i], NULL, NULL);
		put(argv[i], &u);
		all.words += u.words;
		all.found += u.found;
	}
	put("all", &all);
	return 0;
}
