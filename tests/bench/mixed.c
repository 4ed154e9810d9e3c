/* SPDX-License-Identifier: MIT */
/* Mixed documents. Real ones have, per kilobyte of text, 3 to 4 time expressions
 * and 0.6 to 1 event in newspapers; 3 and 1 in press releases; 5 and 1.7 in
 * invitations and minutes; 7 and 2 in programmes and lists of deadlines; 10 and
 * 4.6 in chronologies. The shares below make 5.4 and 1.7 of it: more than
 * newspapers have, as much as announcements. `make bench` prints what it came to. */
#include <stdlib.h>
#include <string.h>

#include "bench/text.h"
#include "bench/writer.h"

struct kind {
	const char *format;
	unsigned share; /* of a hundred documents */
	size_t least, most;
	const char *head;
	const char *parts[8]; /* one after the other, again and again, in no fixed order */
	const char *tail;
};

static const struct kind kinds[] = {
    {"text", 16, 1500, 5000,
	"%o opens new %n in %c\n\n%c, %D \xE2\x80\x94 The %o of %c opened its %a %n on %w "
	"at %l. %s%s\n\n",
	{"%s%b%s%s\n\n", "\"%s\" said %p, who leads the %o. %s%s\n\n",
	    "The %e was held at %l in %c on %+%D. %s%b%s\n\n", "%s%s%t%s%b\n\n",
	    "A %e about the %n will follow at %h on %+%W. %s%s\n\n",
	    "Since %y the %o has %v %x %ns. %s%s%s\n\n"},
	"Press contact: %p, %o, %c\n"},
    {"markdown", 10, 1500, 5000,
	"# Minutes of the %o\n\nDate: %W, %h\nPlace: %l, %c\nPresent: %p, %p, %p\n\n",
	{"## %A %n\n\n%p %v the %n. %s%b%s\n\n", "- %p asks for %x %ns. %s\n- %s\n- %s\n\n",
	    "%p said that the %n would be ready by %+%d. %s%s\n\n", "%s%s%t%b%s\n\n",
	    "%b%s%s%b\n\n", "**Action:** %p writes to the %o before %+%W.\n\n%s%s\n\n"},
	"Next meeting: %+%W at %h, %l.\n"},
    {"markdown", 10, 1500, 6000,
	"---\ntitle: %A %e of the %o\ndate: %I\n---\n\n# %A %e of the %o\n\n%W, %l, %c\n\n%s%s\n\n",
	{"## %+%W\n\n| Time | What | Where |\n|---|---|---|\n| %h | %N and %n | %l |\n"
	 "| %h | %A %n, with %p | %l |\n| %h | %N of the %a %n | %l |\n\n%s%s\n\n",
	    "- %h: %A %n (%p)\n- %h: %N %e\n- %h: The %n of %c, %p\n\n%s%b%s\n\n", "%s%s%b%s%s\n\n",
	    "## %A %n\n\n%s%b%s%s%b\n\n", "%p is %a: %s%s%s%b\n\n"},
	"All times are local. %s\n"},
    {"text", 6, 1500, 5000, "A short history of the %n of %c\n\n%s%s\n\n",
	{"%+%D: %A %n opens at %l\n", "%+%D \xE2\x80\x93 %p becomes head of the %o. %s\n",
	    "%+%m: the %n of the %o is restored. %s\n", "%+%y: first %a %e in %c. %s\n",
	    "\n%s%s%b%s\n\n", "\n%b%s%b%s%s\n\n"},
	""},
    {"markdown", 8, 1000, 4000,
	"# Call for %ns: %A %e, %c\n\nThe %e takes place on %W at %l, %c. %s%s\n\n## Important "
	"dates\n\n",
	{"- Submission of %ns: %+%M (%h UTC)\n- Notification: %+%M\n- Final %ns: %+%M\n\n%s%s\n\n",
	    "Send your %n to the %o until %+%W. %s%b%s\n\n", "## %A %ns\n\n%s%b%s%s\n\n",
	    "%s%b%s\n\n", "* %s\n* %s\n* %s\n\n"},
	"The deadline was extended to %+%D. %s\n"},
    {"html", 20, 2500, 9000,
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n<title>%A %e "
	"| %o</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n<script>var page = "
	"{id: %x, lang: 'en'};</script></head>\n<body>\n<nav><ul><li><a href=\"/\">Home</a></li>"
	"<li><a href=\"/news\">News</a></li><li><a href=\"/about\">About us</a></li></ul></nav>\n"
	"<main>\n<h1>%A %e in %c</h1>\n<p class=\"byline\">%p, <time "
	"datetime=\"%I\">%D</time></p>\n",
	{"<p>%s%b<a href=\"https://example.org/%n/%x\">%A %n</a> %s</p>\n",
	    "<h2>%A %n</h2>\n<p>The %e begins on %+%W at %k in <b>%l</b>, %c. %s%b</p>\n",
	    "<ul class=\"dates\">\n<li><span class=\"date\">%+%D</span> %A %e, %l</li>\n<li><span "
	    "class=\"date\">%+%D</span> %N %e, %l</li>\n</ul>\n",
	    "<div class=\"text\"><p>%s%s%s</p>\n<p>%b%t&nbsp;&ndash; %s</p></div>\n",
	    "<table>\n<tr><th>Date</th><th>Event</th><th>Place</th></tr>\n<tr><td>%+%D</td><td>%A "
	    "%e</td><td>%l</td></tr>\n<tr><td>%+%D</td><td>%N %e</td><td>%l</td></tr>\n</table>\n",
	    "<blockquote><p>%s%s</p></blockquote>\n<p>%b%s%s</p>\n", "<p>%b%s%b%s%s</p>\n"},
	"</main>\n<footer><p>&copy; %y %o &middot; <a href=\"/imprint\">Imprint</a></p></footer>\n"
	"</body>\n</html>\n"},
    {"text", 8, 800, 3000, "Dear all,\n\nthe %a %e is on %W, %r, at %l in %c. %s%s\n\n",
	{"%s%b%s\n\n", "Please tell %p by %+%W if you come. %s\n\n",
	    "We meet again on %+%W at %k. %s%b%s\n\n",
	    "> On %D, %p wrote:\n> %s\n> %s\n\n%s%s%s\n\n"},
	"Best wishes\n%p\n%o, %c\n"},
    {"text", 6, 1000, 3000, "%A %es at %l\n\n",
	{"%+%w, %h: %A %e with %p\n", "%+%w, %r: %N %e, %l\n", "Every Tuesday at %k: %a %e\n\n",
	    "%s%b\n\n", "%s%s%s%b\n\n"},
	""},
    {"text", 16, 2000, 12000, "",
	{"%s%b%s%s%s\n\n", "%s%b%t%s\n\n", "%s%s%b%b%s%s\n\n", "%b%s%b%s\n\n"}, ""},
};
#define N_KINDS (sizeof(kinds) / sizeof(kinds[0]))

static struct dl_str write_kind(const struct kind *k, uint32_t *random, size_t size)
{
	enum { FIRST_DAY = 20000, DAYS = 1500 }; /* from October 2024 on */
	struct writer w = {.p = malloc(size + 3 * WRITER_MOST), .random = *random};
	size_t n = 0;
	while (n < sizeof(k->parts) / sizeof(k->parts[0]) && k->parts[n] != NULL)
		n++;
	if (w.p == NULL)
		return (struct dl_str){NULL, 0};
	w.day = FIRST_DAY + writer_draw(&w, DAYS);
	writer_template(&w, k->head);
	while (w.n < size)
		writer_template(&w, k->parts[writer_draw(&w, (uint32_t)n)]);
	writer_template(&w, k->tail);
	*random = w.random;
	return (struct dl_str){w.p, w.n};
}

struct dl_str bench_mixed(uint32_t *random, const char **ret_format)
{
	struct writer dice = {.random = *random};
	uint32_t at = writer_draw(&dice, 100);
	size_t i = 0;
	for (; i + 1 < N_KINDS && at >= kinds[i].share; i++)
		at -= kinds[i].share;
	uint32_t room = (uint32_t)(kinds[i].most - kinds[i].least);
	uint32_t a = writer_draw(&dice, room), b = writer_draw(&dice, room);
	*random = dice.random;
	*ret_format = kinds[i].format;
	return write_kind(&kinds[i], random, kinds[i].least + (a < b ? a : b));
}

struct dl_str bench_large(uint32_t *random, const char *format, size_t size)
{
	size_t i = 0;
	while (i + 1 < N_KINDS && strcmp(kinds[i].format, format) != 0)
		i++;
	return write_kind(&kinds[i], random, size);
}
