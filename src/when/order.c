/* SPDX-License-Identifier: MIT */
#include "when/order.h"

#include "base/str.h"
#include "when/civil.h"
#include "when/lex.h"

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

/* Which of two readings a numeric date has: the order asked for, else what
 * other dates of the document leave no doubt about, else that of the country
 * asked for; else both are kept. */
static enum dl_day_order day_order(struct dl_str doc, const struct when_expr *exprs,
    const struct value *values, size_t n, const struct dl_options *options)
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
		if (values[i].order != 0 || !lex_next(text, &at, &t) ||
		    !(t.mask & (LEX_BIT(LEX_NUMDATE) | LEX_BIT(LEX_NUMDATE2))))
			continue;
		if (t.v[0] > 12)
			return DL_ORDER_DMY;
		if (t.v[1] > 12)
			return DL_ORDER_MDY;
	}
	static const char *const month_first[] = {"en-US", "en-PH"};
	for (size_t i = 0; i < sizeof(month_first) / sizeof(month_first[0]); i++)
		if (str_eq_fold(options->lang, str_of(month_first[i])))
			return DL_ORDER_MDY;
	return DL_ORDER_AUTO;
}

int order_settle(struct arena *arena, struct dl_str doc, struct when_expr *exprs,
    struct value *values, size_t n, const struct dl_options *options)
{
	enum dl_day_order order = day_order(doc, exprs, values, n, options);
	/* English without a country is that of the United States (CLDR, likely subtags) */
	bool month_first = order == DL_ORDER_AUTO && str_eq_fold(options->lang, STR("en"));
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
