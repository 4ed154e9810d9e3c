/* SPDX-License-Identifier: MIT */
/* The tense of a sentence, read off the verb nearest to the expression: words
 * of the class `tense` and endings ("-ed"), both in the language's file. */
#include "when/resolve.h"

#include <string.h>

#include "base/str.h"
#include "when/lex.h"

/* How far a verb is looked for on each side, in bytes: a long clause. */
#define REACH 160

/* Values of the class, as the language's file explains them. */
enum {
	TENSE_PAST = -1,
	TENSE_NONE,
	TENSE_FUTURE,
	TENSE_PLAN,
	TENSE_BE,
	TENSE_HAD,
	TENSE_END,
	TENSE_PLAN_TO,
	TENSE_PLAN_TO_OR_PAST,
	TENSE_UNTIL,
	TENSE_PRESENT,
	TENSE_WILL_END
};

/* Words after an auxiliary that belong to it: "will | not yet be held". */
#define GROUP_FUTURE 3
#define GROUP_BE     1
#define GROUP_HAD    2

/* Longest ending: "-eed". */
#define ENDING_MAX 3

/* Longest abbreviation before a name: "Gen.", "Prof.", "vs." is of two. */
#define ABBREVIATED_MAX 4
/* What is longer is no abbreviation, whatever its letters. */
#define WORD_LONG 24
/* Signs that close a sentence behind its dot: .'') */
#define CLOSERS_MAX 4

/* "rose. The", "in 1998. The", "it.'' The"; but no "U.S. The", "Gen. Lee", "vs. Leeds". */
static bool dot_ends(struct dl_str s, size_t i)
{
	if (i < 3)
		return false;
	size_t next = i + 1, word = i;
	while (next < s.n && next <= i + CLOSERS_MAX &&
	       (s.p[next] == '"' || s.p[next] == '\'' || s.p[next] == ')'))
		next++;
	if (next + 1 >= s.n || !is_space(s.p[next]) || !is_upper(s.p[next + 1]))
		return false;
	while (word > 0 && i - word < WORD_LONG && is_alpha(s.p[word - 1]))
		word--;
	if (word == i)
		return is_digit(s.p[i - 1]) || s.p[i - 1] == ')' || s.p[i - 1] == '%';
	bool vowel = false;
	for (size_t k = word; k < i; k++)
		vowel = vowel || strchr("aeiouyAEIOUY", s.p[k]) != NULL;
	return vowel && i - word > 1 && (!is_upper(s.p[word]) || i - word > ABBREVIATED_MAX);
}

static inline bool ends_sentence(struct dl_str s, size_t i)
{
	char c = s.p[i];
	return c == '!' || c == '?' || (c == '.' && dot_ends(s, i));
}

static int word_tense(const struct lexicon *l, struct dl_str w)
{
	int32_t v;
	/* "Sat 10 am", "3 May": no verbs */
	if (is_upper(w.p[0]) &&
	    (lex_word_in(l, w, LEX_WDAYAB, &v) || lex_word_in(l, w, LEX_MONTH, &v)))
		return TENSE_NONE;
	if (lex_word_in(l, w, LEX_TENSE, &v))
		return (int)v;
	if (!is_lower(w.p[0]))
		return TENSE_NONE;
	for (size_t n = ENDING_MAX; n > 1; n--) {
		char ending[1 + ENDING_MAX] = "-";
		if (w.n < n + 2)
			continue;
		memcpy(ending + 1, w.p + w.n - n, n);
		if (lex_word_in(l, (struct dl_str){ending, n + 1}, LEX_TENSE, &v))
			return (int)v;
	}
	return TENSE_NONE;
}

/* "set | to": the verb that follows is to come. */
static bool before_to(const struct lexicon *l, struct dl_str s, size_t i)
{
	size_t n = 0;
	int32_t v;
	while (i < s.n && s.p[i] == ' ')
		i++;
	while (i + n < s.n && is_alpha(s.p[i + n]))
		n++;
	return lex_word_in(l, (struct dl_str){s.p + i, n}, LEX_JOIN, &v) && v == 2;
}

static int without_to(int t)
{
	return t == TENSE_PLAN_TO_OR_PAST ? TENSE_PAST
	       : t == TENSE_PRESENT	  ? TENSE_PRESENT
					  : TENSE_NONE;
}

/* One verb group after the other. */
struct scan {
	int found;
	size_t group; /* words ahead in which a participle is no tense of its own */
	size_t had;   /* words ahead in which a plan is past: "had been due" */
	bool until;   /* the last word was "until" */
	bool present; /* the last verb was */
};

static void take(struct scan *s, int tense)
{
	size_t group = s->group == 0 ? 0 : s->group - 1, had = s->had == 0 ? 0 : s->had - 1;
	switch (tense) {
	case TENSE_FUTURE:
	case TENSE_WILL_END:
		s->found = TENSE_FUTURE;
		group = GROUP_FUTURE;
		break;
	case TENSE_PLAN:
		s->found = s->had != 0 ? TENSE_PAST : TENSE_FUTURE;
		group = GROUP_BE;
		break;
	case TENSE_PRESENT: /* "was told that it is": what was past is told, not this */
		s->found = TENSE_NONE;
		group = GROUP_BE;
		break;
	case TENSE_BE:
		group = group > GROUP_BE ? group : GROUP_BE;
		break;
	case TENSE_HAD:
	case TENSE_PAST:
	case TENSE_END:
		if (s->group == 0)
			s->found = TENSE_PAST;
		if (tense == TENSE_HAD)
			had = GROUP_HAD;
		break;
	default:
		break;
	}
	if (s->found != 0 || tense == TENSE_PRESENT)
		s->present = s->found == 0;
	s->group = group;
	s->had = had;
	s->until = tense == TENSE_UNTIL;
}

/* The verb nearest to the end (back) or the start of a stretch of text. */
static struct scan scan(const struct lexicon *l, struct dl_str s, bool back)
{
	struct scan state = {0};
	for (size_t i = 0; i < s.n;) {
		size_t n = 0;
		while (i + n < s.n && is_alpha(s.p[i + n]))
			n++;
		if (n == 0) {
			if (s.p[i] == ',')
				state.group = state.had = 0;
			if (s.p[i] == ':' && back) /* "Deadline extended: 20 January" */
				state = (struct scan){0};
			i++;
			continue;
		}
		int t = word_tense(l, (struct dl_str){s.p + i, n});
		i += n;
		if (t >= TENSE_PLAN_TO && t <= TENSE_PRESENT && t != TENSE_UNTIL)
			t = before_to(l, s, i) ? TENSE_PLAN : without_to(t);
		take(&state, t);
		if (state.found != 0 && !back)
			break;
	}
	return state;
}

/* Where the sentence begins, or what of it is near. */
static size_t sentence_start(struct dl_str s, size_t at)
{
	size_t start = at;
	while (start > 0 && at - start < REACH && !ends_sentence(s, start - 1))
		start--;
	return start;
}

bool resolve_is_present(const struct lexicon *l, struct dl_str s, struct dl_span at)
{
	size_t start = sentence_start(s, at.start);
	struct scan before = scan(l, (struct dl_str){s.p + start, at.start - start}, true);
	return before.found == 0 && before.present;
}

int resolve_tense(const struct lexicon *l, struct dl_str s, struct dl_span at)
{
	size_t start = sentence_start(s, at.start), end = at.end;
	while (end < s.n && end - at.end < REACH && !ends_sentence(s, end))
		end++;
	struct scan before = scan(l, (struct dl_str){s.p + start, at.start - start}, true);
	if (before.found != 0 || before.present) /* "extended the offer until Friday" */
		return before.until ? TENSE_FUTURE : before.found;
	return scan(l, (struct dl_str){s.p + at.end, end - at.end}, false).found;
}

bool resolve_ends_period(const struct lexicon *l, struct dl_str between)
{
	int32_t v;
	size_t n = 0;
	between = str_trim(between);
	while (n < between.n && is_alpha(between.p[n]))
		n++;
	struct dl_str rest = str_trim((struct dl_str){between.p + n, between.n - n});
	/* "ended", "ended on" */
	if (rest.n != 0 && !lex_word_in(l, rest, LEX_LEAD, &v))
		return false;
	return lex_word_in(l, (struct dl_str){between.p, n}, LEX_TENSE, &v) &&
	       (v == TENSE_END || v == TENSE_WILL_END);
}
