/* SPDX-License-Identifier: MIT */
#include "emit/emit.h"

#include "base/str.h"

/* A new format is one file with its struct dl_emitter, a line in emit.h, a
 * line here and its name in tests/emit/test_golden.c. */
const struct dl_emitter *const dl_emitters[] = {
    &emit_ics, &emit_json, &emit_atom, &emit_html, &emit_ndjson, &emit_csv, &emit_table, NULL};

const struct dl_emitter *dl_emitter_find(struct dl_str name)
{
	for (size_t i = 0; dl_emitters[i] != NULL; i++)
		if (str_eq(name, str_of(dl_emitters[i]->name)))
			return dl_emitters[i];
	return NULL;
}
