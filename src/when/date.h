/* SPDX-License-Identifier: MIT */
/* Dates by their written fields; the year that is left out. */
#ifndef WHEN_DATE_H
#define WHEN_DATE_H

#include "when/resolve.h"

/* A VALUE_DATE: a day, month, season, quarter, half, year, decade or century. False:
 * no such day, or nobody knows which. */
bool date_set(struct discourse *, struct when_expr *, const struct value *);

#endif
