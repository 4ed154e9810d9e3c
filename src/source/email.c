/* SPDX-License-Identifier: MIT */
/* E-mail. GMime finds the parts (mime.c); here they are chosen and decoded, read by
 * the readers of their types, and joined.
 *
 *   - Of a multipart/alternative one branch is read: the calendar, if there is one,
 *     since it was made for machines; the HTML, if it has structure (lists, tables
 *     with heads, headings) or the plain text is much shorter; else the plain text,
 *     which mail programs wrap but do not decorate.
 *   - The subject is the title, the date is that of publication. Addresses, and who
 *     carried the message when, are not text.
 *   - What is quoted is TEXT_QUOTE and furniture, signatures and what lists add are
 *     furniture (letter.c): their dates are background. A message that is passed
 *     on with no more than a note is read in place of the note's, with its date.
 *   - Attached text, HTML, Markdown, CSV and calendars are read up to a size. */
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "source/charset.h"
#include "source/cite.h"
#include "source/letter.h"
#include "source/mime.h"
#include "source/phrase.h"
#include "source/readers.h"
#include "source/sniff.h"
#include "source/transfer.h"
#include "text/join.h"

/* More than anybody writes, or attaches as text. */
#define PART_MAX       ((size_t)32 << 20)
#define ATTACHMENT_MAX ((size_t)4 << 20)
/* What all texts of a message may have together, decoded. */
#define TEXTS_MAX ((size_t)64 << 20)
/* "See below, and please come all of you!": no more than this is a note to a message
 * that is passed on. */
#define NOTE_MAX 240
/* Messages passed on that pass one on. */
#define FORWARDS_MAX 16
/* HTML with more than this many times the text of the plain part says more. */
#define PLAIN_IS_SHORT 4

/* A part without its transfer encoding and charset. */
struct loaded {
	bool is, skip;
	struct dl_str text;
	struct origin origin;
	struct charset_report report;
	struct dl_str label;
};

struct email {
	struct arena *arena;
	struct arena texts;   /* of the parts at hand, decoded */
	struct arena scratch; /* of the text that is read now */
	struct text_doc *doc;
	struct mime mime;
	struct loaded *loaded; /* by part */
	struct text_join join;
	bool forwards;	/* the subject says that a message is passed on */
	size_t written; /* bytes that the sender wrote */
	struct dl_str subject, date;
	bool nomem;
};

static bool warn(struct email *e, struct text_doc *doc, const char *text)
{
	if (!text_warn(e->arena, doc, DL_UNSUPPORTED, 0, "%s", text))
		e->nomem = true;
	return !e->nomem;
}

/* ---- decoding --------------------------------------------------------------------- */

static void take_decoded(
    struct email *e, const struct decoded *d, struct dl_str *ret_text, struct origin *ret_origin)
{
	e->nomem |= d->failed == DL_NOMEM;
	*ret_text = decoded_text(d); /* over its limit: what there is until then */
	*ret_origin = decoded_origin(d);
}

/* Cuts what is longer than its limit; says so once. */
static struct dl_span cut(struct email *e, const struct mime_part *p)
{
	struct dl_span body = p->body;
	size_t max = p->attached ? ATTACHMENT_MAX : PART_MAX;
	if (body.end - body.start <= max)
		return body;
	body.end = p->attached ? body.start : body.start + (uint32_t)max;
	warn(e, e->doc,
	    p->attached ? "an attached text is too long and is not read"
			: "the text is too long; only its beginning is read");
	return body;
}

static void load(struct email *e, size_t i)
{
	struct loaded *l = &e->loaded[i];
	const struct mime_part *p = &e->mime.parts[i];
	if (l->is)
		return;
	l->is = true;
	struct dl_span body = cut(e, p);
	struct dl_str s = str_sub(e->doc->raw, body);
	uint32_t from = body.start;
	struct origin bytes = {NULL, 0}, lines;
	if (p->encoding != MIME_AS_IS) {
		struct decoded d = {.arena = &e->texts, .max = PART_MAX};
		if (p->encoding == MIME_BASE64)
			transfer_base64(&d, s, from);
		else
			transfer_quoted_printable(&d, s, from);
		take_decoded(e, &d, &s, &bytes);
		from = 0;
	}
	lines = bytes;
	if (p->type == MIME_PLAIN && p->flowed) {
		struct decoded d = {.arena = &e->texts, .over = &bytes, .max = PART_MAX};
		transfer_flowed(&d, s, from, p->del_sp);
		take_decoded(e, &d, &s, &lines);
		from = 0;
	}
	l->label = p->charset;
	if (l->label.n == 0 && p->type == MIME_HTML)
		l->label = charset_declared(s);
	if (text_is_binary(s)) {
		l->skip = true;
		warn(e, e->doc, "a part has bytes that no text has, and is not read");
		return;
	}
	struct decoded d = {.arena = &e->texts, .over = &lines, .max = 2 * PART_MAX};
	charset_decode(&d, l->label, s, from, &l->report);
	take_decoded(e, &d, &l->text, &l->origin);
	l->skip = l->text.n == 0;
}

/* ---- which parts ------------------------------------------------------------------ */

static size_t written_bytes(struct dl_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += !is_space((unsigned char)s.p[i]);
	return n;
}

/* The branch of a multipart/alternative, parts first..end, that is read. */
static uint32_t choose(struct email *e, size_t first, size_t end)
{
	const struct mime_part *parts = e->mime.parts;
	size_t plain = end, html = end;
	for (size_t i = first; i < end; i++) {
		if (parts[i].type == MIME_CALENDAR &&
		    source_find(STR("ics"), STR(""), STR("")) != NULL)
			return parts[i].branch;
		if (parts[i].type == MIME_HTML)
			html = i;
		else if (plain == end && parts[i].type != MIME_CALENDAR)
			plain = i;
	}
	if (html == end || plain == end)
		return parts[html != end ? html : plain != end ? plain : first].branch;
	load(e, html);
	load(e, plain);
	size_t words = 0;
	bool structured = cite_is_structured(e->loaded[html].text, &words);
	size_t there = written_bytes(e->loaded[plain].text);
	bool take_html = !e->loaded[html].skip &&
			 (structured || e->loaded[plain].skip || there * PLAIN_IS_SHORT < words);
	return parts[take_html ? html : plain].branch;
}

/* ---- reading ---------------------------------------------------------------------- */

static void leave_aside(struct text_doc *doc, size_t i, enum letter_kind kind)
{
	struct text_block *b = &doc->blocks[i];
	if (kind == LETTER_TEXT)
		return;
	b->furniture = true;
	if (b->kind == TEXT_CELL || b->kind == TEXT_CODE)
		return;
	b->name = (struct dl_span){0, 0};
	b->kind = kind == LETTER_SIGNATURE ? TEXT_PARAGRAPH : TEXT_QUOTE;
	b->level = kind == LETTER_SIGNATURE ? 0 : b->level == 0 ? 1 : b->level;
}

static void forget_evidence(struct text_doc *doc)
{
	doc->title = doc->language = doc->published = (struct dl_str){NULL, 0};
}

/* Reads text by a reader; false: it could not, which is said. */
static bool read_by(struct email *e, const struct source_reader *reader, struct text_doc *sub)
{
	struct dl_error error = {.status = DL_OK};
	if (text_check(sub->path, sub->source, &error) == 0 &&
	    reader->read(&e->scratch, sub, &error) == 0)
		return true;
	if (error.status == DL_NOMEM)
		e->nomem = true;
	else
		warn(e, e->doc, error.text);
	return false;
}

static void add_charset_warning(struct email *e, struct text_doc *sub, const struct loaded *l)
{
	if (l->report.used != NULL && !charset_warn(e->arena, sub, &l->report, l->label, 0))
		e->nomem = true;
}

/* A message is passed on in l: its lines are read in place of a note's. */
static void take_forwarded(struct email *e, struct letter *l, bool *ret_forwards)
{
	struct dl_str subject = phrase_subject(l->subject, ret_forwards);
	struct dl_str date = mime_date(e->arena, l->date);
	if (subject.n != 0)
		e->subject = arena_str(e->arena, subject);
	if (date.n != 0)
		e->date = date;
	e->nomem |= date.p == NULL || (subject.n != 0 && e->subject.p == NULL);
}

static void sort_lines(struct email *e, struct letter *l, bool is_body)
{
	bool forwards = e->forwards;
	size_t first = 0;
	letter_read(l, 0, forwards);
	for (int i = 0;
	     i < FORWARDS_MAX && is_body && l->forwarded != 0 && letter_written(l, 0) <= NOTE_MAX;
	     i++) {
		first = l->forwarded;
		take_forwarded(e, l, &forwards);
		letter_read(l, first, forwards);
	}
	if (is_body)
		e->written += letter_written(l, 0);
}

/* Runs of lines of a kind, each a document of its own: a quotation between two
 * paragraphs does not belong to either. */
static void add_plain(struct email *e, struct loaded *l, bool is_body)
{
	struct letter letter;
	if (!letter_lines(&e->texts, &letter, l->text)) {
		e->nomem = true;
		return;
	}
	sort_lines(e, &letter, is_body);
	for (size_t i = 0, end; i < letter.n && !e->nomem; i = end) {
		enum letter_kind kind = letter.lines[i].kind;
		for (end = i; end < letter.n && letter.lines[end].kind == kind;)
			end++;
		uint32_t from = letter.lines[i].span.start;
		uint32_t to = end < letter.n ? letter.lines[end].span.start : (uint32_t)l->text.n;
		struct text_doc sub = {
		    .path = e->doc->path, .source = str_sub(l->text, (struct dl_span){from, to})};
		if (str_trim(sub.source).n == 0 || !read_by(e, &source_prose, &sub))
			continue;
		for (size_t k = 0; k < sub.n_blocks; k++)
			leave_aside(&sub, k, kind);
		if (kind != LETTER_TEXT)
			forget_evidence(&sub);
		if (i == 0) /* of the part; the offset is the part's too */
			add_charset_warning(e, &sub, l);
		text_join_add(&e->join, &sub, &l->origin, from);
		arena_reset(&e->scratch);
	}
}

static void add_html(struct email *e, struct loaded *l, bool is_body)
{
	struct letter letter;
	struct cites cites;
	struct text_doc sub = {.path = e->doc->path, .source = l->text};
	if (!read_by(e, &source_html, &sub))
		return;
	if (!cite_find(e->arena, l->text, &cites) || !letter_lines(e->arena, &letter, sub.text)) {
		e->nomem = true;
		return;
	}
	for (size_t i = 0; i < letter.n; i++) {
		uint32_t at = text_to_source(&sub, letter.lines[i].span.start);
		letter.lines[i].depth += cite_at(&cites, at).depth;
	}
	sort_lines(e, &letter, is_body);
	for (size_t i = 0, line = 0; i < sub.n_blocks; i++) {
		uint32_t at = sub.blocks[i].span.start;
		while (line + 1 < letter.n && letter.lines[line + 1].span.start <= at)
			line++;
		bool signature = cite_at(&cites, text_to_source(&sub, at)).signature;
		enum letter_kind kind = letter.lines[line].kind;
		leave_aside(&sub, i, signature && kind == LETTER_TEXT ? LETTER_SIGNATURE : kind);
	}
	add_charset_warning(e, &sub, l);
	text_join_add(&e->join, &sub, &l->origin, 0);
	arena_reset(&e->scratch);
}

static void add_other(struct email *e, struct loaded *l, const char *type)
{
	const struct source_reader *reader = source_find(str_of(type), STR(""), STR(""));
	struct text_doc sub = {.path = e->doc->path, .raw = l->text, .source = l->text};
	if (reader == NULL || !read_by(e, reader, &sub))
		return;
	add_charset_warning(e, &sub, l);
	text_join_add(&e->join, &sub, &l->origin, 0);
	arena_reset(&e->scratch);
}

/* A message that this one carries, and says no more than a note to. */
static void take_carried(struct email *e, const struct mime_part *p)
{
	const struct mime_head *h = &e->mime.carried[p->message - 1];
	if (e->mime.n_carried != 1)
		return; /* a digest */
	if (h->subject.n != 0)
		e->subject = h->subject;
	if (h->date.n != 0)
		e->date = h->date;
}

static void add_part(struct email *e, size_t i)
{
	const struct mime_part *p = &e->mime.parts[i];
	struct loaded *l = &e->loaded[i];
	bool is_body = p->message == 0 && !p->attached;
	if (p->message != 0 && e->written > NOTE_MAX)
		return;
	if (p->message != 0)
		take_carried(e, p);
	load(e, i);
	if (l->skip || e->nomem)
		return;
	switch (p->type) {
	case MIME_PLAIN:
		add_plain(e, l, is_body);
		break;
	case MIME_HTML:
		add_html(e, l, is_body);
		break;
	case MIME_CALENDAR:
		add_other(e, l, "ics");
		break;
	case MIME_CSV:
		add_other(e, l, "csv");
		break;
	case MIME_MARKDOWN:
		add_other(e, l, "markdown");
		break;
	}
}

static void add_parts(struct email *e)
{
	const struct mime *m = &e->mime;
	for (size_t i = 0, end; i < m->n_parts && !e->nomem; i = end) {
		uint32_t choice = m->parts[i].choice, branch = 0;
		for (end = i + 1;
		     choice != 0 && end < m->n_parts && m->parts[end].choice == choice;)
			end++;
		if (choice != 0)
			branch = choose(e, i, end);
		for (size_t k = i; k < end; k++)
			if (m->parts[k].branch == branch || choice == 0)
				add_part(e, k);
		arena_reset(&e->texts);
	}
}

static void add_warnings(struct email *e)
{
	if (e->mime.deep)
		warn(e, e->doc, "parts that are nested very deep are not read");
	if (e->mime.too_many)
		warn(e, e->doc, "there are too many parts; only the first are read");
	if (e->mime.more != 0 &&
	    !text_warn(e->arena, e->doc, DL_UNSUPPORTED, 0,
		"%zu more messages follow and are not read, expected a file for each",
		e->mime.more))
		e->nomem = true;
}

static int read_parts(struct email *e, struct dl_error *reterr)
{
	e->loaded = arena_array(e->arena, struct loaded, e->mime.n_parts);
	if (e->loaded == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	e->subject = phrase_subject(e->mime.head.subject, &e->forwards);
	e->date = e->mime.head.date;
	add_parts(e);
	add_warnings(e);
	return e->nomem ? fail(reterr, DL_NOMEM, "out of memory")
			: text_join_finish(&e->join, reterr);
}

static int read_email(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct email e = {.arena = arena, .doc = ret};
	e.texts.alloc = e.scratch.alloc = arena->alloc;
	text_join_begin(&e.join, arena, ret, TEXTS_MAX);
	if (ret->raw.n == 0)
		return text_join_finish(&e.join, reterr);
	if (mime_read(arena, ret->path, ret->raw, &e.mime, reterr) < 0)
		return -1;
	int rc = read_parts(&e, reterr);
	arena_free(&e.scratch);
	arena_free(&e.texts);
	if (rc < 0)
		return -1;
	if (e.subject.n != 0)
		ret->title = e.subject;
	if (e.date.n != 0)
		ret->published = e.date;
	if (e.mime.head.language.n != 0)
		ret->language = e.mime.head.language;
	return 0;
}

/* ---- the type --------------------------------------------------------------------- */

/* Names that stand in the head of a message and nowhere else. */
static bool is_transport(struct dl_str name)
{
	static const char *const names[] = {"Received", "Return-Path", "Delivered-To",
	    "MIME-Version", "Message-ID", "DKIM-Signature", "X-Original-To", "X-Mailer",
	    "Content-Transfer-Encoding", "List-Id", "In-Reply-To", "Authentication-Results", NULL};
	for (size_t i = 0; names[i] != NULL; i++)
		if (str_eq_fold(name, str_of(names[i])))
			return true;
	return false;
}

static int sniff_email(struct dl_str head)
{
	size_t lines = 0, sure = 0;
	if (str_starts(head, STR("From ")))
		str_split(&head, '\n');
	for (; head.n != 0; lines++) {
		struct dl_str line = str_split(&head, '\n');
		if (line.n != 0 && lines != 0 && (*line.p == ' ' || *line.p == '\t'))
			continue;
		size_t n = 0;
		while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7F && line.p[n] != ':')
			n++;
		if (n == 0 || n >= line.n || line.p[n] != ':')
			break;
		sure += is_transport((struct dl_str){line.p, n});
	}
	return sure >= 2 ? 92 : sure == 1 && lines >= 3 ? 70 : 0;
}

static const char *const extensions[] = {"eml", "mbox", "mbx", "email", NULL};
static const char *const aliases[] = {"eml", "mail", "mbox", "rfc822", NULL};

const struct source_reader source_email = {
    .name = "email",
    .aliases = aliases,
    .media_type = "message/rfc822",
    .extensions = extensions,
    .summary = "e-mail",
    .sniff = sniff_email,
    .decodes = true,
    .read = read_email,
};
