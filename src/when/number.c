/* SPDX-License-Identifier: MIT */
#include "when/number.h"

/* Hundreds that begin a year told in two pairs: "thirteen fifty" is one,
 * "eleven thirty" is a clock. */
#define PAIR_MIN 13
#define PAIR_MAX 20

/* Above this no number of words counts anything of a calendar. */
#define NUMBER_MAX 1000000

/* Tokens of the window from some place on. */
struct reader {
	const struct lex_token *t;
	size_t n, i;
};

/* A number that was read. */
struct number {
	int32_t whole, thousandths;
	uint64_t mask;
	int32_t origin;
};

static const struct lex_token *ahead(const struct reader *r, size_t k)
{
	return r->i + k < r->n ? &r->t[r->i + k] : NULL;
}

static bool has_class(const struct reader *r, size_t k, uint64_t mask)
{
	const struct lex_token *t = ahead(r, k);
	return t != NULL && (t->mask & mask) != 0;
}

static bool is_dash(const struct reader *r, size_t k)
{
	const struct lex_token *t = ahead(r, k);
	return t != NULL && t->literal == LIT_DASH;
}

/* The role of the token in a number; 0: none. */
static int32_t role(const struct reader *r, size_t k)
{
	const struct lex_token *t = ahead(r, k);
	return t == NULL || t->kind != LEX_WORD ? 0 : lex_value(t, LEX_NUMPART);
}

static int32_t word_value(const struct reader *r, size_t k, enum lex_class class)
{
	const struct lex_token *t = ahead(r, k);
	return t == NULL || t->kind != LEX_WORD ? 0 : lex_value(t, class);
}

static bool unit_follows(const struct reader *r, size_t k)
{
	static const uint64_t unit = LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_UNIT1);
	return has_class(r, k + is_dash(r, k), unit);
}

/* "seven", "twenty", "twenty-one" at k; how many tokens in *used; 0: none. */
static int32_t small(const struct reader *r, size_t k, size_t *used)
{
	int32_t v = word_value(r, k, LEX_TENS);
	*used = 1;
	if (v == 0)
		return word_value(r, k, LEX_NUM);
	size_t dash = is_dash(r, k + 1);
	int32_t one = word_value(r, k + 1 + dash, LEX_NUM);
	if (one < 1 || one > 9)
		return v;
	*used = 2 + dash;
	return v + one;
}

/* "three quarters", "a half", "third" at k: thousandths; 0: none. */
static int32_t fraction(const struct reader *r, size_t k, size_t *used)
{
	size_t n = 0;
	int32_t count = role(r, k) == NUMBER_A ? 1 : small(r, k, &n);
	if (role(r, k) == NUMBER_A)
		n = 1;
	if (count < 1 || count > 9)
		return 0;
	n += is_dash(r, k + n);
	int32_t d = -role(r, k + n);
	if (d < 2 || count >= d)
		return 0;
	*used = n + 1;
	return count * 1000 / d;
}

/* "1/2" of something at k. */
static int32_t written_fraction(const struct reader *r, size_t k)
{
	const struct lex_token *t = ahead(r, k);
	if (!has_class(r, k, LEX_BIT(LEX_NUMDATE2)) || t->v[0] >= t->v[1] ||
	    (t->v[1] > 4 && t->v[1] != 8))
		return 0;
	return t->v[0] * 1000 / t->v[1];
}

/* Behind a whole number: "and a half", "1/2", before a unit. */
static void take_fraction(struct reader *r, struct number *n)
{
	size_t used = 0, dash = is_dash(r, 0);
	int32_t f = 0;
	if (role(r, 0) == NUMBER_AND) {
		f = fraction(r, 1, &used);
		used++;
	} else if ((f = written_fraction(r, dash)) != 0)
		used = 1 + dash;
	if (f == 0 || !unit_follows(r, used))
		return;
	n->thousandths = f;
	n->mask = LEX_BIT(LEX_NUM);
	r->i += used;
}

/* "half an | hour", "three quarters of an | hour", "half-hour", "1/2 | hour",
 * "half a dozen". */
static bool read_part(struct reader *r, struct number *n)
{
	size_t used = 0;
	int32_t f = fraction(r, 0, &used);
	if (f == 0 && role(r, 0) < -1 && has_class(r, 0, LEX_BIT(LEX_NUMPART))) {
		f = 1000 / -role(r, 0);
		used = 1;
	}
	if (f == 0 && (f = written_fraction(r, 0)) != 0)
		used = 1;
	if (f == 0)
		return false;
	size_t k = used + (role(r, used) == NUMBER_OF);
	int32_t scale = 1;
	if (role(r, k) == NUMBER_A) {
		k++;
		if (role(r, k) >= NUMBER_SCALE)
			scale = role(r, k++);
	} else {
		if (k != used)
			return false;
		k += is_dash(r, k);
	}
	if (!has_class(r, k, scale == 1 ? LEX_BIT(LEX_UNIT1) : LEX_BIT(LEX_UNIT)))
		return false;
	bool of = k > used + is_dash(r, used);
	/* "the third day" is counted; "half year results" is no length of time */
	if (!of &&
	    (role(r, used - 1) == -3 || (role(r, 0) < 0 && word_value(r, k, LEX_UNIT1) > UNIT_DAY)))
		return false;
	n->whole = f * scale / 1000;
	n->thousandths = f * scale % 1000;
	n->mask = LEX_BIT(LEX_NUM);
	r->i += k;
	return true;
}

/* "hundred", "thousand and thirty-two" behind a first number. */
static bool take_scales(struct reader *r, struct number *n)
{
	int32_t total = 0, cur = n->whole;
	bool scaled = false;
	for (;;) {
		size_t used, k = scaled && role(r, 0) == NUMBER_AND;
		int32_t s = role(r, 0), v;
		if (s >= NUMBER_SCALE && cur > 0 && cur < s && cur <= NUMBER_MAX / s) {
			cur *= s;
			if (s == 1000) {
				total += cur;
				cur = 0;
			}
			r->i++;
			scaled = true;
		} else if (scaled && cur % 100 == 0 && (v = small(r, k, &used)) > 0) {
			cur += v;
			r->i += k + used;
		} else
			break;
	}
	n->whole = total + cur;
	return scaled;
}

/* "nineteen | ninety-six", "nineteen | nineties" */
static bool take_pair(struct reader *r, struct number *n)
{
	size_t used, dash = is_dash(r, 0);
	int32_t decade = word_value(r, dash, LEX_DECADE), v;
	if (n->whole < PAIR_MIN || n->whole > PAIR_MAX)
		return false;
	if (decade != 0) {
		n->whole = n->whole * 100 + decade;
		n->mask = LEX_BIT(LEX_DECADE);
		r->i += dash + 1;
		return true;
	}
	if ((v = small(r, dash, &used)) < 10 || v > 99)
		return false;
	n->whole = n->whole * 100 + v;
	n->mask = LEX_BIT(LEX_YEAR);
	/* hindsight is twenty twenty; fifteen thirty may be a clock; Nineteen
	 * Eighty-Four is a book */
	bool doubtful = v == 20 || n->whole < 1600 || ahead(r, dash)->cap;
	n->origin = doubtful ? NUMBER_AMOUNT : NUMBER_YEAR;
	r->i += dash + used;
	return true;
}

static bool read_cardinal(struct reader *r, struct number *n)
{
	size_t used = 1;
	if (role(r, 0) == NUMBER_A && role(r, 1) >= NUMBER_SCALE)
		n->whole = 1;
	else if ((n->whole = small(r, 0, &used)) <= 0 && role(r, 0) < NUMBER_SCALE)
		return false;
	n->mask = LEX_BIT(LEX_NUM);
	n->origin = NUMBER_AMOUNT;
	if (n->whole <= 0) { /* "dozen" */
		n->whole = role(r, 0);
		r->i++;
		return true;
	}
	r->i += used;
	if (take_pair(r, n))
		return true;
	int32_t first = n->whole;
	if (take_scales(r, n)) {
		bool year = (n->whole >= 2000 && n->whole < 2100 && first == 2) ||
			    (first >= PAIR_MIN && first < PAIR_MAX && n->whole / 100 == first);
		if (year)
			n->mask |= LEX_BIT(LEX_YEAR);
	} else if (n->whole <= 31 && used > 1)
		n->mask |= LEX_BIT(LEX_DAY);
	return true;
}

/* "a couple of", "couple of" */
static bool read_pair(struct reader *r, struct number *n)
{
	size_t k = role(r, 0) == NUMBER_A;
	if (role(r, k) != NUMBER_PAIR)
		return false;
	k += role(r, k + 1) == NUMBER_OF ? 2 : 1;
	if (!has_class(r, k, LEX_BIT(LEX_UNIT)))
		return false;
	*n = (struct number){2, 0, LEX_BIT(LEX_NUM), NUMBER_AMOUNT};
	r->i += k;
	return true;
}

/* "twenty-first" */
static bool read_ordinal(struct reader *r, struct number *n)
{
	int32_t tens = word_value(r, 0, LEX_TENS);
	size_t k = is_dash(r, 1) ? 2 : 1;
	int32_t one = word_value(r, k, LEX_ORD);
	if (tens == 0 || one < 1 || one > 9)
		return false;
	n->whole = tens + one;
	n->mask = LEX_BIT(LEX_ORD) | (n->whole <= 31 ? LEX_BIT(LEX_DAY) : 0);
	n->origin = NUMBER_AMOUNT;
	r->i += k + 1;
	return true;
}

/* Reads the number at the reader; false: none of several words, or none that
 * a single word does not say already. */
static bool read_number(struct reader *r, struct number *n)
{
	const struct lex_token *t = ahead(r, 0);
	size_t from = r->i;
	*n = (struct number){.origin = NUMBER_AMOUNT};
	if (read_part(r, n) || read_ordinal(r, n) || read_pair(r, n))
		return true;
	if (t->kind == LEX_NUMBER && (t->mask & LEX_BIT(LEX_NUM)) && t->v[1] <= 0) {
		n->whole = t->v[LEX_V];
		r->i++;
		bool scaled = n->whole < 1000 && role(r, 0) >= NUMBER_SCALE && take_scales(r, n);
		n->mask = LEX_BIT(LEX_NUM);
		take_fraction(r, n);
		return scaled || n->thousandths != 0;
	}
	if (!read_cardinal(r, n)) {
		r->i = from;
		return false;
	}
	if (n->mask & LEX_BIT(LEX_NUM))
		take_fraction(r, n);
	return true;
}

static void put(struct lex_token *to, const struct lex_token *first, const struct lex_token *last,
    const struct number *n)
{
	struct lex_token t = {.start = first->start,
	    .end = last->end,
	    .stop = last->stop,
	    .mask = n->mask,
	    .kind = LEX_NUMBER,
	    .cap = first->cap};
	t.v[LEX_V] = n->whole;
	t.v[1] = n->thousandths;
	t.v[LEX_ORIGIN] = n->origin;
	*to = t;
}

/* Behind "a year", "one hour": "and a half". Tokens it takes; 0: none. */
static size_t half_behind(const struct reader *r, int32_t *ret)
{
	size_t used = 0;
	if (role(r, 0) != NUMBER_AND || (*ret = fraction(r, 1, &used)) == 0 ||
	    unit_follows(r, used + 1))
		return 0;
	return used + 1;
}

/* "an hour and a half": the number, then the unit with the words behind it. */
static size_t fold_unit(struct window *w, struct reader *r, size_t to)
{
	const struct lex_token *t = ahead(r, 0);
	int32_t f = 0;
	bool number = (t->mask & LEX_BIT(LEX_NUM)) != 0;
	size_t from = r->i;
	if ((!number && role(r, 0) != NUMBER_A) || !has_class(r, 1, LEX_BIT(LEX_UNIT)))
		return to;
	r->i += 2;
	size_t used = half_behind(r, &f);
	if (used == 0) {
		r->i = from;
		return to;
	}
	struct number n = {number ? lex_value(t, LEX_NUM) : 1, f, LEX_BIT(LEX_NUM), NUMBER_AMOUNT};
	struct lex_token unit = r->t[from + 1];
	unit.end = r->t[r->i + used - 1].end;
	unit.stop = r->t[r->i + used - 1].stop;
	put(&w->tokens[to], t, t, &n);
	w->tokens[to + 1] = unit;
	r->i += used;
	return to + 2;
}

void number_fold(struct window *w)
{
	static const uint64_t parts =
	    LEX_BIT(LEX_NUM) | LEX_BIT(LEX_TENS) | LEX_BIT(LEX_NUMPART) | LEX_BIT(LEX_NUMDATE2);
	struct reader r = {w->tokens, w->n, 0};
	size_t to = 0;
	while (r.i < r.n) {
		size_t from = r.i;
		struct number n;
		if ((r.t[from].mask & parts) == 0) {
			w->tokens[to++] = r.t[r.i++];
			continue;
		}
		if (read_number(&r, &n) &&
		    (r.i > from + 1 || (r.t[from].mask & LEX_BIT(LEX_NUM)) == 0 ||
			n.thousandths != 0)) {
			put(&w->tokens[to++], &r.t[from], &r.t[r.i - 1], &n);
			continue;
		}
		r.i = from;
		size_t next = fold_unit(w, &r, to);
		if (next == to)
			w->tokens[to++] = r.t[r.i++];
		else
			to = next;
	}
	w->n = to;
}
