/* SPDX-License-Identifier: MIT */
/* How sure the first bytes of a source make us of its type, 0-100. */
#ifndef SOURCE_SNIFF_H
#define SOURCE_SNIFF_H

#include <dateline/base.h>

int sniff_text(struct dl_str head);
int sniff_markdown(struct dl_str head);
int sniff_html(struct dl_str head);
int sniff_ics(struct dl_str head);
int sniff_ndjson(struct dl_str head);

#endif
