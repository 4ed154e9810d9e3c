/* SPDX-License-Identifier: MIT */
/* PDF files through pdftotext, a program of poppler-utils. */
#ifndef CLI_PDF_H
#define CLI_PDF_H

#include <dateline/parse.h>

extern const struct dl_convert pdf_convert;

#endif
