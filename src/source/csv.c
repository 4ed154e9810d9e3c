/* SPDX-License-Identifier: MIT */
/* CSV and its kin (RFC 4180, as far as spreadsheets keep to it): a table, its
 * cells decoded by libcsv. libcsv does not say where a field stood, but it only
 * ends one at a delimiter or at the end of a line; so it gets the bytes up to each
 * of these at a time, and a field that it hands over ends there. */
#include "source/readers.h"

#include <csv.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "event/record.h"
#include "source/sniff.h"
#include "text/builder.h"

/* Columns that a table has for us; further cells of a row are left out. */
#define COLUMNS_MAX 16384
/* Bytes that the delimiter is found from, and records of them that are counted. */
#define LOOK_BYTES   ((size_t)64 << 10)
#define LOOK_RECORDS 100
/* Longer first cells are text, not names of columns. */
#define NAME_MAX_BYTES 60
/* libcsv asks for this much more at a time when a field is long. */
#define FIELD_STEP ((size_t)64 << 10)

struct field {
	uint32_t from, to; /* bytes of the source, its quotes included */
	size_t n;	   /* bytes that libcsv has for it */
};

struct csv {
	struct text_builder b;
	struct arena *arena;
	struct dl_str source;
	uint32_t start; /* of the field at hand */
	uint32_t at;	/* behind what libcsv has read */
	char delimiter;
	struct field *fields; /* of the record at hand */
	size_t n, cap;
	uint32_t *heads; /* block of each column's header, or TEXT_NO_BLOCK */
	size_t n_heads, cap_heads;
	uint32_t row, group;
	bool begun;	 /* a row of the table was read */
	bool has_header; /* the next record is the header */
	bool wide;	 /* a record had more than COLUMNS_MAX fields */
	enum dl_status failed;
	bool ended;   /* the last field has no delimiter behind it */
	bool literal; /* quotes are text */
};

/* ---- which delimiter, and is there a header? -------------------------------------- */

/* Fields of each record in the first bytes, if c is what parts them. */
struct shape {
	size_t records, columns, same; /* records with as many as the first that has several */
	size_t lone;		       /* records of one field before that: titles over the table */
};

static struct shape shape_of(struct dl_str s, char c)
{
	struct shape k = {.records = 0};
	bool quoted = false;
	size_t fields = 1, bytes = 0;
	for (size_t i = 0; i <= s.n && k.records < LOOK_RECORDS; i++) {
		char x = i < s.n ? s.p[i] : '\n';
		if (x == '"')
			quoted = !quoted;
		if (quoted && i < s.n)
			continue;
		fields += x == c;
		bytes += !is_space((unsigned char)x);
		if (x != '\n')
			continue;
		if (bytes != 0) {
			k.records++;
			k.lone += k.columns == 0 && fields == 1;
			if (k.columns == 0 && fields > 1)
				k.columns = fields;
			k.same += k.columns != 0 && fields == k.columns;
		}
		fields = 1;
		bytes = 0;
	}
	return k;
}

static const char delimiters[] = {'\t', ';', ',', '|'};

/* The one that parts most records into as many fields. */
static char find_delimiter(struct dl_str head, struct shape *ret)
{
	char best = ',';
	*ret = (struct shape){.records = 0};
	for (size_t i = 0; i < sizeof(delimiters); i++) {
		struct shape k = shape_of(head, delimiters[i]);
		if (k.same > ret->same || (k.same == ret->same && k.columns > ret->columns)) {
			*ret = k;
			best = delimiters[i];
		}
	}
	return best;
}

static bool has_digit(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit((unsigned char)s.p[i]))
			return true;
	return false;
}

static struct dl_str raw(const struct csv *r, const struct field *f)
{
	struct dl_str s = str_trim(str_sub(r->source, (struct dl_span){f->from, f->to}));
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = (struct dl_str){s.p + 1, s.n - 2};
	return str_trim(s);
}

/* Names that we know, or short words over cells with figures. */
static bool is_header(const struct csv *r)
{
	size_t roles = 0, digits = 0, words = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct dl_str s = raw(r, &r->fields[i]);
		if (s.n == 0)
			continue;
		if (s.n > NAME_MAX_BYTES)
			return false;
		words++;
		digits += has_digit(s);
		roles += record_role(s) != NULL;
	}
	if (words < 2)
		return words == 1 && roles == 1 && digits == 0;
	if (roles >= 2 && digits <= words / 2)
		return true;
	/* Only a table that is filled in below has dates there. */
	struct dl_str rest = str_sub(
	    r->source, (struct dl_span){r->at, (uint32_t)(r->at + (r->n + 1) * NAME_MAX_BYTES)});
	return digits == 0 && words == r->n && has_digit(str_split(&rest, '\n'));
}

/* ---- records ------------------------------------------------------------------------ */

/* A field's text, with its way back: quotes around it go, doubled ones become one. */
static void put_field(struct csv *r, const struct field *f)
{
	const char *p = r->source.p;
	uint32_t i = f->from, end = f->to;
	while (i < end && is_space((unsigned char)p[i]) && p[i] != r->delimiter)
		i++;
	bool quoted = !r->literal && i < end && p[i] == '"' && f->n < end - i;
	i += quoted;
	uint32_t run = i;
	for (size_t left = f->n; left > 0 && i < end; left--, i++) {
		if (!quoted || p[i] != '"' || i + 1 >= end || p[i + 1] != '"')
			continue;
		text_add(&r->b, run, i);
		text_put(&r->b, STR("\""), i, i + 2);
		run = i + 2;
		i++;
	}
	text_add(&r->b, run, i < end ? i : end);
}

static void set_head(struct csv *r, size_t column, uint32_t block)
{
	while (r->n_heads <= column) {
		uint32_t *v =
		    arena_regrow(r->arena, r->heads, sizeof(*v), r->n_heads, &r->cap_heads);
		if (v == NULL) {
			r->failed = DL_NOMEM;
			return;
		}
		r->heads = v;
		v[r->n_heads++] = TEXT_NO_BLOCK;
	}
	r->heads[column] = block;
}

static void put_row(struct csv *r, bool header)
{
	for (size_t i = 0; i < r->n && r->failed == DL_OK; i++) {
		size_t before = r->b.doc->n_blocks;
		if (r->fields[i].n == 0)
			continue;
		r->b.group = r->group;
		text_open(&r->b, TEXT_CELL);
		r->b.now.table = r->b.n_tables;
		r->b.now.row = r->row;
		r->b.now.column = (uint32_t)i;
		r->b.now.header = header;
		if (!header && i < r->n_heads)
			r->b.now.head_cell = r->heads[i];
		put_field(r, &r->fields[i]);
		text_close(&r->b);
		if (header && r->b.doc->n_blocks > before)
			set_head(r, i, (uint32_t)before);
	}
	r->row++;
}

/* "Summer programme;;;" above the table. */
static bool is_title(const struct csv *r)
{
	size_t filled = 0;
	for (size_t i = 0; i < r->n; i++)
		filled += r->fields[i].n != 0;
	return filled == 1 && r->fields[0].n != 0 && !r->begun;
}

static void put_title(struct csv *r)
{
	r->b.group = ++r->group;
	text_open(&r->b, TEXT_HEADING);
	r->b.now.level = 1;
	put_field(r, &r->fields[0]);
	text_close(&r->b);
}

static void end_record(struct csv *r)
{
	if (r->b.failed != DL_OK)
		r->failed = r->b.failed;
	if (r->n == 0 || r->failed != DL_OK)
		return;
	bool header = !r->begun && is_header(r);
	if (!header && r->n_heads == 0 && is_title(r) && r->has_header) {
		put_title(r);
	} else {
		if (!r->begun)
			r->group++;
		r->begun = true;
		put_row(r, header);
	}
	r->n = 0;
}

/* ---- libcsv's calls ----------------------------------------------------------------- */

static void take_field(void *text, size_t n, void *user)
{
	struct csv *r = user;
	(void)text;
	uint32_t end = r->at > r->start ? r->at - 1 : r->at;
	if (r->ended)
		end = r->at;
	struct field *v = r->failed == DL_OK && r->n < COLUMNS_MAX
			      ? arena_regrow(r->arena, r->fields, sizeof(*v), r->n, &r->cap)
			      : NULL;
	if (v != NULL) {
		r->fields = v;
		v[r->n++] = (struct field){r->start, end, n};
	} else if (r->n < COLUMNS_MAX && r->failed == DL_OK) {
		r->failed = DL_NOMEM;
	} else {
		r->wide = true;
	}
	r->start = r->at;
}

static void take_record(int c, void *user)
{
	struct csv *r = user;
	(void)c;
	end_record(r);
	r->start = r->at;
}

/* ---- all of it ------------------------------------------------------------------------ */

/* Feeds libcsv up to each byte that can end a field. */
static void feed(struct csv *r, struct csv_parser *p, uint32_t end)
{
	const char *s = r->source.p;
	while (r->at < end && r->failed == DL_OK) {
		uint32_t from = r->at;
		while (
		    r->at < end && s[r->at] != r->delimiter && s[r->at] != '\n' && s[r->at] != '\r')
			r->at++;
		r->at += r->at < end;
		if (csv_parse(p, s + from, r->at - from, take_field, take_record, r) !=
		    r->at - from)
			r->failed = csv_error(p) == CSV_ENOMEM ? DL_NOMEM : DL_SYNTAX;
	}
}

/* Does a quote begin the field that libcsv is in, and not end before the text does? */
static bool is_unclosed(const struct csv *r)
{
	struct dl_str s = str_trim(str_sub(r->source, (struct dl_span){r->start, r->at}));
	size_t quotes = 0;
	for (size_t i = 0; i < s.n; i++)
		quotes += s.p[i] == '"';
	return s.n != 0 && s.p[0] == '"' && quotes % 2 != 0;
}

static bool begin(struct csv *r, struct csv_parser *p)
{
	if (csv_init(p, 0) != 0)
		return false;
	csv_set_delim(p, (unsigned char)r->delimiter);
	csv_set_blk_size(p, FIELD_STEP);
	return true;
}

static int read_table(struct csv *r, struct dl_error *reterr)
{
	struct csv_parser p;
	uint32_t end = (uint32_t)r->source.n;
	if (!begin(r, &p))
		return fail(reterr, DL_NOMEM, "out of memory");
	feed(r, &p, end);
	/* What a quote has swallowed that is never closed is read again, without it
	 * and without any other: all of the file behind it would be one cell. */
	if (r->failed == DL_OK && is_unclosed(r)) {
		if (!text_warn(r->arena, r->b.doc, DL_SYNTAX, r->start,
			"a quote begins here and does not end; from this line on quotes are text"))
			r->failed = DL_NOMEM;
		csv_free(&p);
		while (r->start > 0 && r->source.p[r->start - 1] != '\n')
			r->start--;
		r->at = r->start;
		r->n = 0;
		if (!begin(r, &p))
			return fail(reterr, DL_NOMEM, "out of memory");
		csv_set_quote(&p, '\0');
		r->literal = true;
		feed(r, &p, end);
	}
	r->ended = true;
	if (r->failed == DL_OK && csv_fini(&p, take_field, take_record, r) != 0)
		r->failed = csv_error(&p) == CSV_ENOMEM ? DL_NOMEM : DL_SYNTAX;
	csv_free(&p);
	if (r->failed == DL_OK && r->wide &&
	    !text_warn(r->arena, r->b.doc, DL_LIMIT, 0,
		"a row has more than %d columns; the others are left out", COLUMNS_MAX))
		r->failed = DL_NOMEM;
	if (r->failed == DL_OK || r->b.failed != DL_OK)
		return 0; /* text_finish() says it */
	return fail(reterr, r->failed, r->failed == DL_NOMEM ? "out of memory" : "malformed CSV");
}

/* "sep=;" tells a spreadsheet the delimiter. */
static uint32_t skip_separator(struct csv *r, uint32_t at)
{
	struct dl_str rest = str_sub(r->source, (struct dl_span){at, (uint32_t)r->source.n});
	struct dl_str line = str_trim(str_split(&rest, '\n'));
	if (line.n != 5 || !str_eq_fold((struct dl_str){line.p, 4}, STR("sep=")) || rest.p == NULL)
		return at;
	r->delimiter = line.p[4];
	return (uint32_t)(rest.p - r->source.p);
}

static int read_csv(struct arena *arena, struct text_doc *ret, struct dl_error *reterr, bool tabs)
{
	struct csv *r = arena_new(arena, struct csv);
	if (r == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	r->arena = arena;
	r->source = ret->source;
	text_begin(&r->b, arena, ret);
	uint32_t at = str_starts(ret->source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	struct dl_str head = str_sub(r->source, (struct dl_span){at, (uint32_t)(at + LOOK_BYTES)});
	struct shape shape;
	r->delimiter = find_delimiter(head, &shape);
	r->has_header = shape.lone != 0 || shape.columns > 1;
	if (tabs)
		r->delimiter = '\t';
	r->at = r->start = skip_separator(r, at);
	if (read_table(r, reterr) < 0)
		return -1;
	return text_finish(&r->b, reterr);
}

static int read_commas(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	return read_csv(arena, ret, reterr, false);
}

static int read_tabs(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	return read_csv(arena, ret, reterr, true);
}

/* Nothing but a table has commas in a row of header words, and as many below. */
static int sniff_csv(struct dl_str head)
{
	struct shape shape;
	struct dl_str s =
	    str_starts(head, STR("\xEF\xBB\xBF")) ? (struct dl_str){head.p + 3, head.n - 3} : head;
	char delimiter = find_delimiter(s, &shape);
	if (shape.columns < 3 || shape.same < 3 || shape.same + 1 < shape.records ||
	    delimiter == '|')
		return 0;
	struct dl_str line = str_split(&s, '\n');
	size_t roles = 0;
	while (line.p != NULL && line.n < 1000) {
		struct dl_str cell = str_trim(str_split(&line, delimiter));
		if (cell.n >= 2 && cell.p[0] == '"')
			cell = (struct dl_str){cell.p + 1, cell.n - 2};
		roles += cell.n < NAME_MAX_BYTES && record_role(cell) != NULL;
	}
	return roles >= 2 ? 55 : 0;
}

static int sniff_never(struct dl_str head)
{
	(void)head;
	return 0;
}

static const char *const csv_extensions[] = {"csv", NULL};
static const char *const tsv_extensions[] = {"tsv", "tab", NULL};
static const char *const no_aliases[] = {NULL};

const struct source_reader source_csv = {
    .name = "csv",
    .aliases = no_aliases,
    .media_type = "text/csv",
    .extensions = csv_extensions,
    .summary = "tables with commas, semicolons, bars or tabs",
    .sniff = sniff_csv,
    .read = read_commas,
};

const struct source_reader source_tsv = {
    .name = "tsv",
    .aliases = no_aliases,
    .media_type = "text/tab-separated-values",
    .extensions = tsv_extensions,
    .summary = "tables with tabs",
    .sniff = sniff_never,
    .read = read_tabs,
};
