/* SPDX-License-Identifier: MIT */
#include "when/amount.h"

static int32_t seconds_of(enum value_unit unit)
{
	static const int32_t seconds[] = {[UNIT_SECOND] = 1,
	    [UNIT_MINUTE] = 60,
	    [UNIT_HOUR] = 3600,
	    [UNIT_DAY] = 86400,
	    [UNIT_WEEK] = 604800,
	    [UNIT_FORTNIGHT] = 1209600};
	return (size_t)unit < sizeof(seconds) / sizeof(seconds[0]) ? seconds[unit] : 0;
}

static int32_t months_of(enum value_unit unit)
{
	static const int32_t months[] = {[UNIT_MONTH] = 1,
	    [UNIT_QUARTER] = 3,
	    [UNIT_YEAR] = 12,
	    [UNIT_DECADE] = 120,
	    [UNIT_CENTURY] = 1200};
	return (size_t)unit < sizeof(months) / sizeof(months[0]) ? months[unit] : 0;
}

void amount_parts(const struct value *v, int32_t *ret_months, int64_t *ret_seconds)
{
	*ret_months = v->months + (int32_t)((int64_t)v->amount * months_of(v->unit) / 1000);
	*ret_seconds = (int64_t)v->amount * seconds_of(v->unit) / 1000;
}

static bool is_plain(const struct value *v)
{
	return (v->kind == VALUE_DURATION || v->kind == VALUE_OFFSET) && !v->vague &&
	       !v->business && v->inner == 0 && !v->refused && v->mod == NULL &&
	       v->unit != UNIT_WEEKEND;
}

bool amount_join(struct value *a, const struct value *b)
{
	if (!is_plain(a) || !is_plain(b) || b->compound || a->unit <= b->unit || b->latent)
		return false;
	/* "in 2 hours", with the word that points before it; what points behind its
	 * amount ("2 years ago, 3 months …") has ended */
	if (a->kind == VALUE_OFFSET && ((a->skip == 0 && !a->sign) || b->kind == VALUE_OFFSET))
		return false;
	if (a->dir != 0 && a->kind == VALUE_DURATION) /* "the last 3 months" has an end */
		return false;
	int32_t am, bm;
	int64_t as, bs;
	amount_parts(a, &am, &as);
	amount_parts(b, &bm, &bs);
	int32_t unit = seconds_of(b->unit);
	int64_t amount = unit == 0 ? 0 : (as + bs) * 1000 / unit;
	if (amount > INT32_MAX || am > INT32_MAX / 2 || bm > INT32_MAX / 2)
		return false;
	struct value v = a->kind == VALUE_OFFSET ? *a : *b;
	v.compound = true;
	v.unit = unit == 0 ? UNIT_MONTH : b->unit;
	v.amount = (int32_t)amount;
	v.months = am + bm;
	v.skip = a->skip;
	*a = v;
	return true;
}
