/* SPDX-License-Identifier: MIT */
#include "source/head.h"

#include "base/str.h"
#include "source/evidence.h"
#include "text/lines.h"

/* Longest name of a "Name: value" line, in bytes. */
#define NAME_MAX_BYTES 32

/* Bytes before the colon of "Name: value"; 0: it is no such line. */
static size_t field_name(struct dl_str s)
{
	size_t n = 0;
	while (n < s.n && (is_alpha((unsigned char)s.p[n]) || s.p[n] == '-' || s.p[n] == ' '))
		n++;
	bool is_field = n > 1 && n <= NAME_MAX_BYTES && n + 1 < s.n && s.p[n] == ':' &&
			s.p[n + 1] == ' ' && is_upper((unsigned char)s.p[0]);
	return is_field ? n : 0;
}

bool head_is(struct dl_str text, struct dl_span lines)
{
	size_t n = 0;
	for (uint32_t at = lines.start; at < lines.end;) {
		struct line line = line_at(text, at, lines.end);
		at = line.next;
		if (n != 0 && line.indent != 0)
			continue;
		if (field_name(str_sub(text, line.span)) == 0)
			return false;
		n++;
	}
	return n >= 2;
}

/* A letter or a note names who it is from; only then is its "Date" the day of
 * the document and not of what it announces. */
static bool names_sender(struct dl_str text, struct dl_span lines)
{
	static const char *const names[] = {
	    "From", "To", "Sender", "Author", "By", "Contact", NULL};
	for (uint32_t at = lines.start; at < lines.end;) {
		struct line line = line_at(text, at, lines.end);
		struct dl_str s = str_sub(text, line.span);
		s.n = field_name(s);
		at = line.next;
		for (size_t i = 0; s.n != 0 && names[i] != NULL; i++)
			if (str_eq_fold(s, str_of(names[i])))
				return true;
	}
	return false;
}

void head_read(struct text_builder *b, struct dl_str text, struct dl_span lines)
{
	struct evidence evidence = {0};
	bool letter = names_sender(text, lines);
	for (uint32_t at = lines.start; at < lines.end;) {
		struct line line = line_at(text, at, lines.end);
		size_t n = field_name(str_sub(text, line.span));
		struct text_block block = {.kind = TEXT_FIELD,
		    .level = 1,
		    .group = b->group,
		    .head_cell = TEXT_NO_BLOCK,
		    .name = {line.span.start, line.span.start + (uint32_t)n},
		    .span = {line.span.start + (uint32_t)n + 2, line.span.end}};
		at = line.next;
		while (at < lines.end && (line = line_at(text, at, lines.end)).indent != 0) {
			block.span.end = line.span.end;
			at = line.next;
		}
		text_add_lines(b, &block);
		struct dl_str name = str_sub(text, block.name);
		if ((letter || !str_eq_fold(name, STR("date"))) &&
		    !evidence_take(&evidence, b->arena, b->doc, name, str_sub(text, block.span)))
			b->failed = DL_NOMEM;
	}
}
