/* SPDX-License-Identifier: MIT */
/* lex_seek() passes over text without making tokens of it. It has to stop just
 * where somebody stops who makes all of them, in any text. */
#include "when/lex.h"
#include "when/tables.h"

#include "base/str.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_when_seek(void);

static const struct lex_hunt hunt = {
    .anchors = LEX_BIT(LEX_MONTH) | LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_CLOCK) | LEX_BIT(LEX_YEAR) |
	       LEX_BIT(LEX_AMPM) | LEX_BIT(LEX_WDAYAB) | LEX_BIT(LEX_CLOCKWORD),
    .pairs = LEX_BIT(LEX_NUM) | LEX_BIT(LEX_TENS),
    .idle = LEX_BIT(LEX_TENSE)};

/* As lex_seek(), token by token. */
static bool plod(struct dl_str text, uint32_t *at)
{
	struct lex_token t;
	uint32_t run = UINT32_MAX;
	int spelled = 0;
	while (lex_next(lang_lexicons, text, at, &t)) {
		if (t.kind == LEX_UNKNOWN || !lex_is_part(&hunt, t.literal, t.mask)) {
			run = UINT32_MAX;
			continue;
		}
		spelled = run == UINT32_MAX ? 0 : spelled;
		run = run == UINT32_MAX ? t.start : run;
		spelled += t.kind == LEX_WORD && (t.mask & hunt.pairs);
		if ((t.mask & hunt.anchors) || spelled == 2) {
			*at = run;
			return true;
		}
	}
	return false;
}

/* Behind the run that starts at at. */
static uint32_t leave(struct dl_str text, uint32_t at)
{
	struct lex_token t;
	while (lex_next(lang_lexicons, text, &at, &t) && t.kind != LEX_UNKNOWN &&
	       lex_is_part(&hunt, t.literal, t.mask))
		;
	return at;
}

static void compare(struct dl_str text)
{
	uint32_t seek = 0, step = 0;
	for (;;) {
		bool a = lex_seek(lang_lexicons, text, &seek, &hunt), b = plod(text, &step);
		ck_assert_msg(a == b && (!a || seek == step), "%d at %u, expected %d at %u: %.*s",
		    a, seek, b, step, (int)text.n, text.p);
		if (!a)
			return;
		seek = step = leave(text, seek);
	}
}

/* Words of the lexicon and others, of all lengths; what goes on behind letters;
 * signs of one to three bytes; bytes that are no character. */
static const char *const pieces[] = {"the", "of", "may", "May", "MAY", "week", "weeks", "year",
    "September", "Sept.", "sept", "Oct.", "mon", "Mon", "Mon.", "a", "A", "o", "O", "o'clock",
    /* the letters behind the sign would be read as digits of it */
    ("o\xE2\x80\x99"
     "clock"),
    "a.m.", "p.m", "B.C.", "a.", "x.", "am", "pm", "p", "x", "in", "twenty", "one", "will", "was",
    "zebra", "abcdefgh", "abcdefghi", "centuries", "fortnight", "abcdefghijklmnop",
    "abcdefghijklmno", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "weekday2", "week_",
    "sec^2", "monday.com", "main.c:12:30", ".x", "week-end", "week\xC3\xA9", "\xC3\xA9t\xC3\xA9",
    "Mai", "1", "12", "1998", "1990s", "3rd", "10:30", "3pm", "2021-05-03", "5/6", "1.2.3", "$5",
    "5%", "http://a.b/1999", ":", "://", ",", ".", "-", "/", "(", ")", "'", "\"", "&", "!", "?",
    "_", "#", "*", "\xE2\x80\x93", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x82\xAC", "\xC2\xA3",
    "\xC2\xB0", "\xC2\xA0", "\xE2\x80\xAF", "\xE4\xB8\x8A", "\xE2", "\x80", "\xC2", "\x01", "\x7F",
    "\n", "\t", " ", "  "};

START_TEST(same_as_tokens)
{
	enum { TEXTS = 20000, PIECES = 24 };
	uint32_t random = 12345;
	char *text = NULL;
	for (int i = 0; i < TEXTS; i++) {
		char put[PIECES * 64] = "";
		size_t n = 0;
		for (int k = i % PIECES; k >= 0; k--) {
			random = random * 1664525u + 1013904223u;
			const char *piece =
			    pieces[(random >> 16) % (sizeof(pieces) / sizeof(pieces[0]))];
			memcpy(put + n, piece, strlen(piece));
			n += strlen(piece);
			if (random & 0x3000)
				put[n++] = ' ';
		}
		/* in memory of its own: a look beyond its end is found */
		text = malloc(n);
		ck_assert_ptr_nonnull(text);
		memcpy(text, put, n);
		compare((struct dl_str){text, n});
		free(text);
	}
}
END_TEST

Suite *suite_when_seek(void)
{
	Suite *suite = suite_create("when/seek");
	TCase *t = tcase_create("seek");
	tcase_add_test(t, same_as_tokens);
	suite_add_tcase(suite, t);
	return suite;
}
