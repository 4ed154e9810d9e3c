/* SPDX-License-Identifier: MIT */
#include "source/columns.h"

#include "base/str.h"
#include "text/lines.h"

/* Spaces that part columns: a machine that justifies text sets two. */
#define GAP_SPACES    3
#define MAX_COLUMNS   8
#define LEAST_COLUMNS 3
/* How far the second parts may begin from one another, in columns. */
#define SHIFT 2
/* One column at least is as narrow as this on most lines; two columns of prose
 * are not a table. */
#define NARROW 28

struct parts {
	struct dl_span v[MAX_COLUMNS];
	size_t n;
};

/* The parts of a line; false: too many. */
static bool split(struct dl_str text, struct dl_span line, struct parts *ret)
{
	struct parts p = {.n = 0};
	uint32_t from = line.start;
	for (uint32_t i = line.start; i < line.end;) {
		uint32_t gap = i;
		while (gap < line.end && (text.p[gap] == ' ' || text.p[gap] == '\t'))
			gap++;
		bool parts = gap - i >= GAP_SPACES || (gap > i && text.p[i] == '\t');
		if (!parts) {
			i = gap > i ? gap : i + 1;
			continue;
		}
		if (p.n + 1 >= MAX_COLUMNS)
			return false;
		p.v[p.n++] = (struct dl_span){from, i};
		from = i = gap;
	}
	p.v[p.n++] = (struct dl_span){from, line.end};
	*ret = p;
	return true;
}

static uint32_t column_of(const struct line *line, const struct dl_span *part)
{
	return line->indent + (part->start - line->span.start);
}

/* What all lines have in common. */
struct shape {
	size_t lines, n;
	uint32_t second; /* where the second part of the first line begins */
	size_t narrow[MAX_COLUMNS];
};

static bool read_shape(struct dl_str text, struct dl_span lines, struct shape *ret)
{
	struct shape s = {.lines = 0};
	for (uint32_t at = lines.start; at < lines.end;) {
		struct line line = line_at(text, at, lines.end);
		struct parts p;
		if (!split(text, line.span, &p) || p.n < 2 || (s.lines != 0 && p.n != s.n))
			return false;
		uint32_t second = column_of(&line, &p.v[1]);
		if (s.lines == 0)
			s.second = second;
		if (second > s.second + SHIFT || second + SHIFT < s.second)
			return false;
		for (size_t i = 0; i < p.n; i++)
			s.narrow[i] += p.v[i].end - p.v[i].start <= NARROW;
		s.n = p.n;
		s.lines++;
		at = line.next;
	}
	*ret = s;
	/* "10:00   Opening" is a line as good as any. */
	return s.lines >= 2 && s.n >= LEAST_COLUMNS;
}

bool columns_read(struct text_builder *b, struct dl_str text, struct dl_span lines)
{
	struct shape s;
	bool narrow = false;
	if (!read_shape(text, lines, &s))
		return false;
	for (size_t i = 0; i < s.n; i++)
		narrow |= s.narrow[i] * 3 >= s.lines * 2;
	if (!narrow)
		return false;
	uint32_t table = b->n_tables++, row = 0;
	for (uint32_t at = lines.start; at < lines.end; row++) {
		struct line line = line_at(text, at, lines.end);
		struct parts p = {.n = 0};
		(void)split(text, line.span, &p);
		for (size_t i = 0; i < p.n; i++) {
			struct text_block cell = {.kind = TEXT_CELL,
			    .row = row,
			    .column = (uint32_t)i,
			    .table = table,
			    .group = b->group,
			    .head_cell = TEXT_NO_BLOCK,
			    .span = p.v[i]};
			text_add_block(b, &cell);
		}
		at = line.next;
	}
	return true;
}
