/* SPDX-License-Identifier: MIT */
/* HTML markup in a row of bytes: where it ends, what it is called, what its
 * attributes are. As the tokenizer of the HTML standard (section 13.2.5) cuts
 * it, without any knowledge of the tree. */
#ifndef SOURCE_TAG_H
#define SOURCE_TAG_H

#include <dateline/base.h>

struct tag {
	struct dl_str name;	  /* empty: a comment, a doctype, a processing instruction */
	struct dl_str attributes; /* what stands between the name and ">" */
	bool is_end;
};

/* The markup that s begins with: its length in bytes, or 0 if "<" is just a
 * sign here. Markup that does not end goes on to the end of s. */
size_t tag_at(struct dl_str s, struct tag *ret);

/* Cuts one attribute off *rest; false: there are no more. The value is as
 * written, without its quotes. */
bool tag_attribute(struct dl_str *rest, struct dl_str *ret_name, struct dl_str *ret_value);

/* Value of the attribute of that name (small letters); p NULL: there is none. */
struct dl_str tag_value(const struct tag *, const char *name);

/* Offset of the end tag "</name" in s; s.n if there is none. */
size_t tag_find_end(struct dl_str s, struct dl_str name);

#endif
