/* SPDX-License-Identifier: MIT */
/* Which events of a calendar are asked for (min_confidence, from_date, to_date of
 * struct dl_options). */
#ifndef API_KEEP_H
#define API_KEEP_H

#include <dateline/parse.h>

#include "base/arena.h"

/* Fails with DL_USAGE. */
int keep_check(const struct dl_options *, struct dl_error *reterr);

/* Takes the others out. Fails with DL_NOMEM and DL_USAGE. */
int keep_asked(const struct dl_options *, struct dl_calendar *, struct arena *for_work,
    struct dl_error *reterr);

#endif
