/* SPDX-License-Identifier: MIT */
/* A state: whatever the bytes, it is read or refused; what was read is written
 * and read again as the same. */
#include "feed/state.h"

#include "base/str.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
	if (!good)
		abort();
}

static struct buf write_all(const struct state *s)
{
	struct buf b = {0};
	state_write(&b, s);
	require(b.failed == DL_OK);
	return b;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct state once, twice;
	struct dl_error e = {0};
	if (state_read(&a, STR("x"), (struct dl_str){(const char *)data, size}, &once, &e) < 0) {
		require(e.status == DL_SYNTAX || e.status == DL_UNSUPPORTED);
	} else {
		struct buf first = write_all(&once);
		require(state_read(&a, STR("x"), buf_str(&first), &twice, &e) == 0);
		struct buf second = write_all(&twice);
		require(str_eq(buf_str(&first), buf_str(&second)));
		buf_free(&first);
		buf_free(&second);
	}
	arena_free(&a);
	return 0;
}
