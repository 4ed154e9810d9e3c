/* SPDX-License-Identifier: MIT */
/* TZif files that nobody meant. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/tzif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {.alloc = NULL};
	struct tzif z;
	if (tzif_parse(&a, (struct dl_str){(const char *)data, size}, &z, NULL) == 0) {
		static const int64_t instants[] = {
		    INT64_C(-60000000000), -1, 0, 1758448800, 4102444800, INT64_C(300000000000)};
		for (size_t i = 0; i < sizeof(instants) / sizeof(*instants); i++) {
			int64_t utc = tzif_utc(&z, instants[i]);
			if (llabs(instants[i] - utc) > 168 * 3600)
				abort();
		}
		if (tzif_expand(&a, &z, 2100, NULL) == 0)
			for (size_t i = 1; i < z.n; i++)
				if (z.v[i].at < z.v[i - 1].at)
					abort();
	}
	arena_free(&a);
	return 0;
}
