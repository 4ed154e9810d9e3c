/* SPDX-License-Identifier: MIT */
/* make install-check: somebody else's program, built from what was installed
 * and nothing else; as C and, where there is a compiler for it, as C++. */
#include <dateline/dateline.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
	static const char text[] = "On 3 May 2027, the bridge opens in Oslo.";
	struct dl_parser *parser;
	struct dl_calendar *calendar;
	struct dl_options options;
	struct dl_str source;
	struct dl_error err;

	memset(&options, 0, sizeof options);
	memset(&err, 0, sizeof err);
	source.p = text;
	source.n = strlen(text);
	if (dl_parser_new(NULL, &parser, &err) < 0 ||
	    dl_parse(parser, &options, source, &calendar, &err) < 0) {
		fprintf(stderr, "consumer: %s\n", err.text);
		return 1;
	}
	printf("dateline %s: %u event, in %d\n", dl_version(), (unsigned)calendar->n_events,
	    calendar->n_events ? (int)calendar->events[0].start.year : 0);
	int good = !strcmp(dl_version(), DL_VERSION) && calendar->n_events == 1 &&
		   calendar->events[0].start.year == 2027;
	dl_calendar_free(calendar);
	dl_parser_free(parser);
	return good ? 0 : 1;
}
