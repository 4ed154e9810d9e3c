/* SPDX-License-Identifier: MIT */
#include "when/order.h"

#include "base/str.h"
#include "when/civil.h"
#include "when/lex.h"
#include "when/tables.h"

/* The order in which the date's weekday fits: "Sunday, 12/7/2014". */
static enum dl_day_order weekday_order(const struct value *v)
{
	if (v->order == 0 || !(v->has & HAS_WEEKDAY) || !(v->has & HAS_YEAR))
		return DL_ORDER_AUTO;
	bool dmy =
	    civil_weekday((struct dl_civil){v->year, v->month, v->day, 0, 0, 0}) == v->weekday;
	bool mdy =
	    civil_weekday((struct dl_civil){v->year, v->day, v->month, 0, 0, 0}) == v->weekday;
	return dmy == mdy ? DL_ORDER_AUTO : dmy ? DL_ORDER_DMY : DL_ORDER_MDY;
}

/* Is the tag asked for one of those who write the month first? */
static bool is_month_first(const struct lexicon *lexicon, struct dl_str tag)
{
	struct dl_str rest = str_of(lexicon->month_first);
	while (rest.n != 0 && tag.n != 0)
		if (str_eq_fold(tag, str_split(&rest, ' ')))
			return true;
	return false;
}

/* Which of two readings a numeric date has: the order asked for, else what
 * other dates of the document leave no doubt about, else that of the country
 * asked for; else both are kept. */
static enum dl_day_order day_order(const struct lexicon *lexicon, struct dl_str doc,
    const struct when_expr *exprs, const struct value *values, size_t n,
    const struct dl_options *options)
{
	if (options->day_order != DL_ORDER_AUTO)
		return options->day_order;
	for (size_t i = 0; i < n; i++) {
		struct lex_token t;
		uint32_t at = exprs[i].span.start;
		struct dl_str text = {doc.p, exprs[i].span.end};
		enum dl_day_order order = weekday_order(&values[i]);
		if (order != DL_ORDER_AUTO)
			return order;
		if (values[i].order != 0 || !lex_next(lexicon, text, &at, &t) ||
		    !(t.mask & (LEX_BIT(LEX_NUMDATE) | LEX_BIT(LEX_NUMDATE2))))
			continue;
		if (t.v[0] > 12)
			return DL_ORDER_DMY;
		if (t.v[1] > 12)
			return DL_ORDER_MDY;
	}
	if (lexicon->month_first[0] == '\0') /* nobody who writes the language does */
		return DL_ORDER_DMY;
	bool country = str_find(options->lang, '-') < options->lang.n;
	return country && is_month_first(lexicon, options->lang) ? DL_ORDER_MDY : DL_ORDER_AUTO;
}

int order_settle(struct arena *arena, const struct lexicon *lexicon, struct dl_str doc,
    struct when_expr *exprs, struct value *values, size_t n, const struct dl_options *options)
{
	enum dl_day_order order = day_order(lexicon, doc, exprs, values, n, options);
	/* a language without a country is that of its likely one (CLDR, likely subtags) */
	bool month_first = order == DL_ORDER_AUTO && is_month_first(lexicon, options->lang);
	for (size_t i = 0; i < n; i++) {
		struct value *v = &values[i];
		struct when_expr *e = &exprs[i];
		if (v->order == 0)
			continue;
		if (order == DL_ORDER_MDY || month_first) {
			uint8_t day = v->day;
			v->day = v->month;
			v->month = day;
		}
		if (order == DL_ORDER_AUTO && (v->has & HAS_YEAR)) {
			struct dl_str *a = arena_array(arena, struct dl_str, 2);
			if (a == NULL)
				return -1;
			a[0] = arena_printf(arena, "%04d-%02d-%02d", v->year, v->month, v->day);
			a[1] = arena_printf(arena, "%04d-%02d-%02d", v->year, v->day, v->month);
			if (a[0].p == NULL || a[1].p == NULL)
				return -1;
			e->alternatives = a;
			e->n_alternatives = 2;
		}
		v->order = order == DL_ORDER_AUTO;
	}
	return 0;
}
