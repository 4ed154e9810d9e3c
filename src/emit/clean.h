/* SPDX-License-Identifier: MIT */
/* Text from documents as a format may carry it. Every string of an event is
 * somebody else's; every writer takes it through here, piece by piece. */
#ifndef EMIT_CLEAN_H
#define EMIT_CLEAN_H

#include <dateline/base.h>

#include "base/buf.h"

enum clean { CLEAN_TEXT, CLEAN_LINE };

/* Cuts the next piece off *rest: bytes of it, or a constant that stands for
 * them; empty: the end. Taken together the pieces are valid UTF-8 without
 * controls (but \n and \t), byte order marks and U+FFFE, U+FFFF, which XML 1.0
 * section 2.2 forbids; malformed bytes become U+FFFD; every kind of line end
 * becomes \n. With CLEAN_LINE white space in a row, \n too, becomes one space. */
struct dl_str clean_next(struct dl_str *rest, enum clean);

/* All pieces. */
void clean_put(struct buf *, struct dl_str, enum clean);

/* CLEAN_LINE without white space at the ends; empty text stays empty. */
void clean_line(struct buf *, struct dl_str);

/* Is there nothing to see in it? */
bool clean_blank(struct dl_str);
/* s, or the other if there is nothing to see in s. */
struct dl_str clean_or(struct dl_str s, struct dl_str other);

#endif
