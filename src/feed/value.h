/* SPDX-License-Identifier: MIT */
/* What single values of a definition may be. An empty value gives the default. */
#ifndef FEED_VALUE_H
#define FEED_VALUE_H

#include "feed/conf.h"

/* A BCP 47 tag in outline. */
bool value_is_language(struct dl_str);
/* http:// or https:// and nothing that an address cannot have. */
bool value_is_url(struct dl_str);
/* "30m", "12h", "1d", up to a year; empty: 0. */
bool value_refresh(struct dl_str, uint32_t *ret_minutes);
/* "cancel", "drop", "keep", "keep 30d", "cancel 90d"; empty: cancel. */
bool value_gone(struct dl_str, enum conf_gone *ret, uint32_t *ret_days);
/* "40", "40%"; empty: 40. */
bool value_share(struct dl_str, uint32_t *ret_percent);

#endif
