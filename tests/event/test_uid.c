/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dateline/dateline.h>

#include "base/str.h"
#include "event/uid.h"

/* SipHash-2-4-128 of the bytes 0, 1, … n-1 under the key 0, 1, … 15, from
 * OpenSSL 3 ("openssl mac -macopt size:16 … SIPHASH"). */
static const struct {
	size_t n;
	const char *hex;
} vectors[] = {{0, "A3817F04BA25A8E66DF67214C7550293"}, {1, "DA87C1D86B99AF44347659119B22FC45"},
    {7, "A1F1EBBED8DBC153C0B84AA61FF08239"}, {8, "3B62A9BA6258F5610F83E264F31497B4"},
    {15, "5493E99933B0A8117E08EC0F97CFC3D9"}, {16, "6EE2A4CA67B054BBFD3315BF85230577"},
    {33, "77C6077146F01C32B6B69D5F4EA9FFCF"}, {63, "5150D1772F50834A503E069A973FBD7C"}};

START_TEST(hash)
{
	uint8_t key[16], out[16];
	char data[64], hex[33];
	for (int i = 0; i < 16; i++)
		key[i] = (uint8_t)i;
	for (int i = 0; i < 64; i++)
		data[i] = (char)i;
	uid_hash(key, (struct dl_str){data, vectors[_i].n}, out);
	for (int i = 0; i < 16; i++)
		snprintf(hex + 2 * i, 3, "%02X", out[i]);
	ck_assert_str_eq(hex, vectors[_i].hex);
}
END_TEST

/* The hash of "doc.txt\0opening of the cafe\0" under "dateline uid key" is
 * 7AA9BAF5CBA822A7250A5393ED2BDE98 by the same tool; version and variant set. */
START_TEST(uuid)
{
	struct arena a = {.alloc = NULL};
	struct dl_str u = uid_make(&a, STR("doc.txt"), STR("Opening of the Caf\xC3\xA9"), STR(""));
	ck_assert_str_eq(u.p, "7aa9baf5-cba8-82a7-a50a-5393ed2bde98");
	struct dl_str v = uid_make(&a, STR("doc.txt"), STR("  opening of THE cafe!"), STR(""));
	ck_assert(str_eq(u, v));
	v = uid_make(&a, STR("doc.md"), STR("Opening of the Caf\xC3\xA9"), STR(""));
	ck_assert(!str_eq(u, v));
	v = uid_make(&a, STR("doc.txt"), STR("Opening of the Caf\xC3\xA9"), STR("2026-05-01"));
	ck_assert(!str_eq(u, v));
	arena_free(&a);
}
END_TEST

static struct dl_calendar *parse(const char *text, const char *path, const char *identity)
{
	struct dl_parser *p = NULL;
	struct dl_calendar *c = NULL;
	struct dl_options o = {
	    .path = str_of(path), .from = STR("markdown"), .identity = str_of(identity)};
	ck_assert_int_eq(dl_parser_new(NULL, &p, NULL), 0);
	ck_assert_int_eq(dl_parse(p, &o, str_of(text), &c, NULL), 0);
	dl_parser_free(p);
	return c;
}

/* The UID of the event of a text that has one. */
static void only_uid(char uid[64], const char *text, const char *path, const char *identity)
{
	struct dl_calendar *c = parse(text, path, identity);
	ck_assert_uint_eq(c->n_events, 1);
	snprintf(uid, 64, "%s", c->events[0].uid.p);
	dl_calendar_free(c);
}

START_TEST(stays)
{
	char a[64], b[64];
	only_uid(a, "* 4 May 2026, 19:00: Harbour concert", "x/y.md", NULL);
	only_uid(b, "* 11 May 2026, 20:00: Harbour concert", "x/y.md", NULL);
	ck_assert_str_eq(a, b); /* moved to another day and hour */
	only_uid(b, "Our programme\n\n* 4 May 2026, 19:00: Harbour Concert!", "z/y.md", NULL);
	ck_assert_str_eq(a, b); /* another folder, another place in the text */
	only_uid(b, "* 4 May 2026, 19:00: Harbour concert", "x/y.md", "feed/source");
	ck_assert_str_ne(a, b); /* another document */
	only_uid(b, "* 4 May 2026, 19:00: Harbour dinner", "x/y.md", NULL);
	ck_assert_str_ne(a, b); /* another event */
}
END_TEST

/* Titles that occur again are told apart by their start, the same start twice
 * by its number. */
START_TEST(twins)
{
	struct dl_calendar *c =
	    parse("* 4 May 2026, 19:00: Choir (Hall A)\n* 11 May 2026, 19:00: Choir (Hall A)\n"
		  "* 18 May 2026, 19:00: Choir (Hall A)\n",
		"y.md", NULL);
	ck_assert_uint_eq(c->n_events, 3);
	for (size_t i = 0; i < 3; i++)
		for (size_t k = i + 1; k < 3; k++)
			ck_assert(!str_eq(c->events[i].uid, c->events[k].uid));
	struct dl_calendar *d =
	    parse("* 11 May 2026, 19:00: Choir (Hall A)\n* 18 May 2026, 19:00: Choir (Hall A)\n",
		"y.md", NULL);
	ck_assert(str_eq(c->events[1].uid, d->events[0].uid));
	ck_assert(str_eq(c->events[2].uid, d->events[1].uid));
	dl_calendar_free(c);
	dl_calendar_free(d);
}
END_TEST

Suite *suite_event_uid(void);
Suite *suite_event_uid(void)
{
	Suite *s = suite_create("event/uid");
	TCase *tc = tcase_create("uid");
	tcase_add_loop_test(tc, hash, 0, (int)(sizeof(vectors) / sizeof(vectors[0])));
	tcase_add_test(tc, uuid);
	tcase_add_test(tc, stays);
	tcase_add_test(tc, twins);
	suite_add_tcase(s, tc);
	return s;
}
