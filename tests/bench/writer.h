/* SPDX-License-Identifier: MIT */
/* Sentences of words of our own, the same each time. */
#ifndef TESTS_BENCH_WRITER_H
#define TESTS_BENCH_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a call writes at most; whoever calls has the room. */
#define WRITER_MOST 2048

struct writer {
	char *p;
	size_t n;
	uint32_t random;
	int64_t day; /* that a template speaks of (base/days.h) */
};

/* A number below this. */
uint32_t writer_draw(struct writer *, uint32_t below);
void writer_put(struct writer *, const char *);
/* "The old harbour opened, near the wooden bridge of the council, on Friday. " */
void writer_sentence(struct writer *, bool dated);
/* Text in which %D is a day in full ("14 March 2027"), %M "March 14, 2027", %W and
 * %w with its weekday, %d without a year, %I 2027-03-14, %m the month, %y the year;
 * %+ goes some days on; %h a clock, %k "7pm", %r a range of clocks; %s a sentence
 * without a time, %t with one, %b with one in passing; %e a kind of event, %n %N a noun, %a %A an
 * adjective, %v a verb, %p a person, %c a town, %l a venue, %o a body; %i, %x numbers. */
void writer_template(struct writer *, const char *);

#endif
