/* SPDX-License-Identifier: MIT */
/* Mail: what its encodings hide and where it stands, what is quoted, which part is
 * read; and messages that nobody wrote. */
#include "base/err.h" /* before check.h, whose fail() is a macro */

#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "blocks.h"
#include "source/phrase.h"
#include "source/source.h"
#include "source/transfer.h"

Suite *suite_source_email(void);

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

/* ---- transfer encodings ----------------------------------------------------------- */

static const struct {
	char how; /* q, b, f: flowed, d: flowed with DelSp */
	const char *source, *text, *mark, *raw;
} transfers[] = {
    {'q', "K=FCche",
	"K\xFC"
	"che",
	"\xFC", "=FC"},
    {'q', "a=\nb=\r\nc", "abc", "c", "c"},
    {'q', "a= \t\r\nb  \nc ", "ab\nc", "b\nc", "b  \nc"},
    {'q', "1 + 1 = 2, =3D, =c3=A9, =G0, =", "1 + 1 = 2, =, \xC3\xA9, =G0, ", "\xC3\xA9", "=c3=A9"},
    {'q', "a  b\n", "a  b\n", "b", "b"},
    {'b', "U2F0dXJkYXk=", "Saturday", "day", "cmRheQ=" /* "rda" and "y" are units */},
    {'b', "U2F0\r\ndXJk YXk=\r\n", "Saturday", "Sat", "U2F0"},
    {'b', "U2F0*dXJkYXk", "Saturday", "S", "U2F0"},
    {'b', "U2E=dHVyZGF5", "Saturday", "turday", "dHVyZGF5"},
    {'b', "U2F0dXJkYXk=!", "Saturday", "y", "YXk="},
    {'b', "U", "", "", ""},
    {'f', "one \ntwo\nthree \n\nfour", "one two\nthree \nfour", "two", "two"},
    {'d', "Sam \nstag", "Samstag", "stag", "stag"},
    {'f', "> a \n> b\n>> c \nd", "> a b\n>> c \nd", "b", "b"},
    {'f', " From \n me\n-- \nA.", "From me\n-- \nA.", "me", "me"},
    {'f', "one \r\ntwo\r\n", "one two\r\n", "two", "two"},
};
enum { N_TRANSFERS = sizeof(transfers) / sizeof(*transfers) };

START_TEST(transfer)
{
	struct decoded d = {.arena = &arena};
	struct dl_str s = str_of(transfers[_i].source);
	if (transfers[_i].how == 'q')
		transfer_quoted_printable(&d, s, 100);
	else if (transfers[_i].how == 'b')
		transfer_base64(&d, s, 100);
	else
		transfer_flowed(&d, s, 100, transfers[_i].how == 'd');
	struct dl_str text = decoded_text(&d);
	ck_assert_int_eq(d.failed, DL_OK);
	ck_assert_msg(
	    str_eq(text, str_of(transfers[_i].text)), "row %d: '%.*s'", _i, (int)text.n, text.p);
	size_t n = strlen(transfers[_i].mark), at = 0;
	if (n == 0)
		return;
	while (memcmp(text.p + at, transfers[_i].mark, n) != 0)
		at++;
	struct origin o = decoded_origin(&d);
	struct dl_span raw = origin_span(&o, (struct dl_span){(uint32_t)at, (uint32_t)(at + n)});
	raw = (struct dl_span){raw.start - 100, raw.end - 100};
	struct dl_str got = str_sub(s, raw);
	if (transfers[_i].how != 'b' || strcmp(transfers[_i].raw, "cmRheQ=") != 0)
		ck_assert_msg(str_eq(got, str_of(transfers[_i].raw)), "row %d: '%.*s'", _i,
		    (int)got.n, got.p);
	else
		ck_assert_msg(str_eq(got, STR("dXJkYXk=")), "'%.*s'", (int)got.n, got.p);
}
END_TEST

/* ---- messages --------------------------------------------------------------------- */

static struct text_doc read_message(struct dl_str source)
{
	struct text_doc doc;
	struct dl_error e = {.status = DL_OK};
	ck_assert_msg(
	    source_read(&arena, STR("email"), STR("m"), source, &doc, &e) == 0, "%s", e.text);
	ck_assert_ptr_null(blocks_fault(&doc));
	return doc;
}

/* What is text of the message's own, block by block, "|" between them. */
static const char *own_text(const struct text_doc *doc)
{
	struct buf b = {.alloc = NULL};
	for (size_t i = 0; i < doc->n_blocks; i++) {
		if (doc->blocks[i].furniture)
			continue;
		if (b.n != 0)
			buf_byte(&b, '|');
		buf_add(&b, str_sub(doc->text, doc->blocks[i].span));
	}
	struct dl_str s = arena_str(&arena, buf_str(&b));
	buf_free(&b);
	return s.p;
}

/* The body of a plain message; what of it is text of its own. */
static const struct {
	const char *subject, *body, *own;
} letters[] = {
    {"x", "Come.\n", "Come."},
    {"x", "Yes.\n\n> Will you come?\n> On 3 May?\n\nAt 5.\n", "Yes.|At 5."},
    {"Re: x", "Yes.\n\nOn 2 May 2026 at 10:00, Ann <a@b.c> wrote:\n> Come?\n", "Yes."},
    {"Re: x", "Yes.\n\nOn 2 May 2026 at 10:00, Ann\n<a@b.c> wrote:\n\n> Come?\n", "Yes."},
    {"Re: x", "Ja.\n\nAm 2. Mai 2026 um 10:00 schrieb Ann <a@b.c>:\n\nKommst du?\n", "Ja."},
    {"Re: x",
	"Oui.\n\nLe 2 mai 2026 \xC3\xA0 10:00, Ann <a@b.c> a \xC3\xA9"
	"crit\xC2\xA0:\n> Viens ?\n",
	"Oui."},
    {"Re: x", "Ann writes:\n> Come?\nYes.\n", "Yes."},
    /* nobody is quoted here */
    {"x", "The bylaws, on page 4, say who wrote:\n\nthe secretary.\n",
	"The bylaws, on page 4, say who wrote:|the secretary."},
    {"x", "Ann writes:\n\nwe open on 3 May.\n", "Ann writes:|we open on 3 May."},
    {"Re: x", "No.\n\n-----Original Message-----\nFrom: Ann\nSent: 2 May\nSubject: x\n\nCome?\n",
	"No."},
    {"AW: x", "Nein.\n\nVon: Ann <a@b.c>\nGesendet: 2. Mai\nAn: Bob\nBetreff: x\n\nKommst du?\n",
	"Nein."},
    /* a trip has no subject */
    {"x", "From: Graz\nTo: Linz\nDate: 3 May\n\nSee you.", "Graz|Linz|3 May|See you."},
    {"x", "Come.\n-- \nAnn\nOpen since 1990\n", "Come."},
    {"x", "Come.\n\n--\nAnn\n\nOn 2 May 2026, Bob wrote:\n> Open?\n", "Come."},
    {"x", "Come.\n\nSent from my lighthouse\n", "Come."},
    {"x",
	"Come.\n________________________________________\nTalks mailing list\n"
	"https://lists.example.org/talks\n",
	"Come."},
    {"Fwd: x",
	"FYI\n\n---------- Forwarded message ---------\nFrom: Ann\nDate: 2 May\nSubject: y\n"
	"\nCome on 3 May.\n",
	"FYI|Come on 3 May."},
    {"WG: x", "Von: Ann\nGesendet: 2. Mai\nBetreff: y\n\nKommt.\n", "Kommt."},
    {"Fwd: x", "Begin forwarded message:\n\n> From: Ann\n> Subject: y\n> Date: 2 May\n>\n> Come.\n",
	"Come."},
};
enum { N_LETTERS = sizeof(letters) / sizeof(*letters) };

START_TEST(letter)
{
	struct buf b = {.alloc = NULL};
	buf_printf(&b, "From: a@b.c\nSubject: %s\nContent-Type: text/plain; charset=utf-8\n\n%s",
	    letters[_i].subject, letters[_i].body);
	struct text_doc doc = read_message(arena_str(&arena, buf_str(&b)));
	buf_free(&b);
	ck_assert_str_eq(own_text(&doc), letters[_i].own);
}
END_TEST

/* A long answer is not a note to the message that it passes on. */
START_TEST(long_note)
{
	struct buf b = {.alloc = NULL};
	buf_z(&b, "From: a@b.c\nSubject: Fwd: x\n\n");
	for (int i = 0; i < 20; i++)
		buf_z(&b, "This is a line of my own.\n");
	buf_z(&b, "\n-- Forwarded message --\nFrom: Ann\nDate: 2 May 2020\nSubject: y\n\nCome.\n");
	struct text_doc doc = read_message(arena_str(&arena, buf_str(&b)));
	buf_free(&b);
	ck_assert_ptr_null(strstr(own_text(&doc), "Come."));
	ck_assert(str_eq(doc.title, STR("x")));
}
END_TEST

START_TEST(subjects)
{
	static const struct {
		const char *subject, *title;
		bool forward;
	} rows[] = {{"Re: AW: Rehearsal", "Rehearsal", false},
	    {"[choir] Re[2]: Concert", "Concert", false}, {"Fwd: [choir] Concert", "Concert", true},
	    {"WG: Konzert", "Konzert", true},
	    {"[Save the date] Concert", "[Save the date] Concert", false},
	    {"Reminder: Concert", "Reminder: Concert", false}, {"Re:", "", false}, {"", "", false},
	    {"[x]", "[x]", false}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		bool forward;
		struct dl_str s = phrase_subject(str_of(rows[i].subject), &forward);
		ck_assert_msg(str_eq(s, str_of(rows[i].title)), "%.*s", (int)s.n, s.p);
		ck_assert_int_eq(forward, rows[i].forward);
	}
}
END_TEST

START_TEST(way_back)
{
	struct dl_str s = STR("From: a@b.c\nMIME-Version: 1.0\n"
			      "Content-Type: text/plain; charset=windows-1251\n"
			      "Content-Transfer-Encoding: quoted-printable\n\n"
			      "first line\n=CC=E0=E9 5=\n pm\n");
	struct text_doc doc = read_message(s);
	uint32_t at = 0, line, column;
	while (doc.text.p[at] != '\xD0')
		at++;
	struct dl_span span = text_span_to_source(&doc, (struct dl_span){at, at + 6});
	struct dl_str raw = str_sub(s, text_raw_span(&doc, span));
	ck_assert_msg(str_eq(raw, STR("=CC=E0=E9")), "'%.*s'", (int)raw.n, raw.p);
	text_position(&doc, span.start, &line, &column);
	ck_assert_uint_eq(line, 7);
	ck_assert_uint_eq(column, 1);
	ck_assert_msg(strstr(own_text(&doc), "5 pm") != NULL, "%s", own_text(&doc));
}
END_TEST

/* ---- what nobody sends ------------------------------------------------------------ */

static const char head[] = "From: a@b.c\nMIME-Version: 1.0\n";

START_TEST(many_parts)
{
	struct buf b = {.alloc = NULL};
	buf_z(&b, head);
	buf_z(&b, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "--b\nContent-Type: text/plain\n\nPart %d.\n\n", i);
	struct text_doc doc = read_message(buf_str(&b));
	ck_assert_uint_eq(doc.n_blocks, 10000);
	buf_free(&b);
}
END_TEST

START_TEST(deep)
{
	struct buf b = {.alloc = NULL};
	buf_z(&b, head);
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	buf_z(&b, "Content-Type: text/plain\n\nDown here.\n");
	struct text_doc doc = read_message(buf_str(&b));
	ck_assert_uint_eq(doc.n_blocks, 0);
	ck_assert_uint_eq(doc.n_warnings, 1);
	ck_assert_msg(strstr(doc.warnings[0].text, "nested") != NULL, "%s", doc.warnings[0].text);
	buf_free(&b);
}
END_TEST

START_TEST(costly)
{
	struct buf b = {.alloc = NULL};
	struct text_doc doc;
	struct dl_error e = {.status = DL_OK};
	buf_z(&b, head);
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	for (int i = 0; i < 200000; i++)
		buf_z(&b, "--\n");
	ck_assert_int_eq(source_read(&arena, STR("email"), STR("m"), buf_str(&b), &doc, &e), -1);
	ck_assert_int_eq(e.status, DL_LIMIT);
	buf_free(&b);
}
END_TEST

START_TEST(long_parts)
{
	struct buf b = {.alloc = NULL};
	buf_z(&b, head);
	buf_z(&b, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nCome on 3 May.\n\n--b\n"
		  "Content-Type: text/plain\nContent-Disposition: attachment\n"
		  "Content-Transfer-Encoding: base64\n\n");
	for (int i = 0; i < 100000; i++)
		buf_z(&b, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\n");
	buf_add(&b, STR("--b\nContent-Type: text/plain\n\nBring a \0 spoon.\n--b--\n"));
	struct dl_str s = {b.p, b.n};
	struct text_doc doc = read_message(s);
	ck_assert_str_eq(own_text(&doc), "Come on 3 May.");
	ck_assert_uint_eq(doc.n_warnings, 2);
	ck_assert_msg(strstr(doc.warnings[0].text, "too long") != NULL, "%s", doc.warnings[0].text);
	ck_assert_msg(strstr(doc.warnings[1].text, "no text") != NULL, "%s", doc.warnings[1].text);
	buf_free(&b);
}
END_TEST

START_TEST(mbox)
{
	struct text_doc doc =
	    read_message(STR("From a Mon\nSubject: 1\n\nOne.\n\nFrom b Tue\nSubject: 2\n\nTwo.\n\n"
			     "From c Wed\nSubject: 3\n\nThree.\n"));
	ck_assert_str_eq(own_text(&doc), "One.");
	ck_assert_uint_eq(doc.n_warnings, 1);
	ck_assert_msg(
	    strstr(doc.warnings[0].text, "2 more messages") != NULL, "%s", doc.warnings[0].text);
}
END_TEST

/* GMime is made ready once; then everybody can read. */
static void *read_some(void *ctx)
{
	struct arena own = {.alloc = NULL};
	size_t *ret = ctx;
	for (int i = 0; i < 50; i++) {
		struct text_doc doc;
		struct dl_str s = STR("From: a@b.c\nSubject: =?utf-8?Q?=C3=A9?=\n"
				      "Content-Type: text/plain; charset=koi8-r\n\n\xC1 5\n");
		if (source_read(&own, STR("email"), STR("m"), s, &doc, NULL) == 0)
			*ret += doc.n_blocks;
		arena_reset(&own);
	}
	arena_free(&own);
	return NULL;
}

START_TEST(threads)
{
	pthread_t v[8];
	size_t n[8] = {0};
	for (int i = 0; i < 8; i++)
		ck_assert_int_eq(pthread_create(&v[i], NULL, read_some, &n[i]), 0);
	for (int i = 0; i < 8; i++) {
		pthread_join(v[i], NULL);
		ck_assert_uint_eq(n[i], 50);
	}
}
END_TEST

Suite *suite_source_email(void)
{
	Suite *suite = suite_create("source/email");
	TCase *t = tcase_create("email");
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_loop_test(t, transfer, 0, N_TRANSFERS);
	tcase_add_loop_test(t, letter, 0, N_LETTERS);
	tcase_add_test(t, long_note);
	tcase_add_test(t, subjects);
	tcase_add_test(t, way_back);
	tcase_add_test(t, many_parts);
	tcase_add_test(t, deep);
	tcase_add_test(t, costly);
	tcase_add_test(t, long_parts);
	tcase_add_test(t, mbox);
	tcase_add_test(t, threads);
	suite_add_tcase(suite, t);
	return suite;
}
