/* SPDX-License-Identifier: MIT */
/* What mail does to bytes and lines on their way: RFC 2045 section 6 (quoted-
 * printable, base64), RFC 3676 (format=flowed). Each is undone with the way back. */
#ifndef SOURCE_TRANSFER_H
#define SOURCE_TRANSFER_H

#include "text/origin.h"

/* from: offset of s.p[0] (below to->over, if there is that). What is malformed
 * stays as it is (quoted-printable) or is passed over (base64). Fail as to does. */
void transfer_quoted_printable(struct decoded *to, struct dl_str s, uint32_t from);
void transfer_base64(struct decoded *to, struct dl_str s, uint32_t from);

/* Lines that end with a space go on; del_sp: and that space is nobody's. */
void transfer_flowed(struct decoded *to, struct dl_str s, uint32_t from, bool del_sp);

#endif
