/* SPDX-License-Identifier: MIT */
/* The readers; source.c puts them into the table. */
#ifndef SOURCE_READERS_H
#define SOURCE_READERS_H

#include "source/source.h"

extern const struct source_reader source_prose;	   /* prose.c */
extern const struct source_reader source_markdown; /* markdown.c */
extern const struct source_reader source_html;	   /* html.c */
extern const struct source_reader source_email;	   /* email.c */
extern const struct source_reader source_csv;	   /* csv.c */
extern const struct source_reader source_tsv;	   /* csv.c */
extern const struct source_reader source_ics;	   /* ics.c */
extern const struct source_reader source_ndjson;   /* ndjson.c */
extern const struct source_reader source_pdf;	   /* pdf.c */

#endif
