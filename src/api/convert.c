/* SPDX-License-Identifier: MIT */
#include "api/parser.h"

#include "base/err.h"
#include "base/str.h"

/* So much text a PDF file may have: a book of ten thousand pages has less, and a file
 * that unpacks to gigabytes is stopped here. */
#define TEXT_BYTES ((size_t)64 << 20)
/* Where the magic number may begin: what readers of PDF accept (Acrobat's
 * implementation note 13 on ISO 32000). */
#define MAGIC_WITHIN 1024

static bool is_pdf(struct dl_str from, struct dl_str source)
{
	struct dl_str magic = STR("%PDF-");
	if (from.n != 0)
		return str_eq_fold(from, STR("pdf"));
	for (size_t i = 0; i + magic.n <= source.n && i < MAGIC_WITHIN; i++) {
		if (str_starts((struct dl_str){source.p + i, source.n - i}, magic))
			return true;
		/* before it: nothing that a text begins with */
		unsigned char c = (unsigned char)source.p[i];
		if (is_alpha(c) || is_digit(c) || c == '<' || c == '{')
			return false;
	}
	return false;
}

int parser_convert(struct dl_parser *p, const struct dl_options *o, struct dl_str *source,
    struct dl_str *from, struct dl_error *reterr)
{
	if (!is_pdf(*from, *source))
		return 0;
	if (o->convert == NULL || o->convert->pdf == NULL)
		return fail_in(reterr, DL_UNSUPPORTED, o->path,
		    "this is a PDF file, and there is nothing to convert it with; expected text");
	buf_clear(&p->text);
	p->text.alloc = p->alloc;
	p->text.max = TEXT_BYTES;
	struct dl_sink sink = buf_sink(&p->text);
	struct dl_error cause = {.status = DL_OK};
	int rc = o->convert->pdf(o->convert->ctx, *source, &sink, &cause);
	if (p->text.failed == DL_LIMIT)
		return fail_in(reterr, DL_LIMIT, o->path,
		    "the PDF file has more than %zu bytes of text, expected fewer", TEXT_BYTES);
	if (buf_check(&p->text, reterr) != 0)
		return -1;
	if (rc != 0)
		return fail_in(reterr, cause.status == DL_OK ? DL_SYNTAX : cause.status, o->path,
		    "%s", cause.text[0] == '\0' ? "the PDF file cannot be converted" : cause.text);
	*source = buf_str(&p->text);
	*from = STR("pdf");
	return 0;
}
