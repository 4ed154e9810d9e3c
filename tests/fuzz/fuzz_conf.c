/* SPDX-License-Identifier: MIT */
/* A definition of a feed: whatever the bytes, it is read or refused at a place
 * in it, and libconfuse's scanner is left as it was. */
#include "feed/conf.h"

#include "base/str.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct conf c;
	struct dl_error e = {0};
	struct dl_str text = {(const char *)data, size};
	if (conf_read(&a, STR("x"), STR("feed.conf"), text, &c, &e) < 0)
		require(e.status == DL_DEFINITION && (e.line != 0 || size > 64 * 1024));
	else
		require(c.n_outputs != 0 && c.guard_drop <= 100);
	require(conf_read(&a, STR("x"), STR("feed.conf"), STR("title = x"), &c, NULL) == 0);
	require(str_eq(c.title, STR("x")));
	arena_free(&a);
	return 0;
}
