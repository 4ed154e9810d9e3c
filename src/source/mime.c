/* SPDX-License-Identifier: MIT */
/* GMime parses; its parts are bounds in the stream, and the stream is the source.
 * GLib ends the process when there is no memory for it, as it does everywhere; what
 * it is given here is small but for the source, which it does not copy. */
#include "source/mime.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/clean.h"
#include "text/doc.h"

/* Real messages are nested some ten deep (a digest of forwarded messages). */
#define DEPTH_MAX 64
/* Texts in one message; a digest of a year has some thousand. */
#define PARTS_MAX 20000
/* GMime compares a line that begins with "--" with the boundary of each multipart
 * around it. So many comparisons take about a second. */
#define COMPARISONS_MAX 100000000
/* More of a header than a title needs. */
#define HEADER_MAX 2000

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void)
{
	g_mime_init();
}

/* ---- what GMime would take too long for --------------------------------------------- */

static bool is_at(struct dl_str s, size_t i, struct dl_str word)
{
	return s.n - i >= word.n && str_eq_fold((struct dl_str){s.p + i, word.n}, word);
}

/* Lines that look like boundaries, times boundaries that are declared. */
static bool is_costly(struct dl_str s)
{
	uint64_t lines = 0, declared = 0;
	for (size_t i = 0; i + 2 < s.n; i++) {
		lines += s.p[i] == '-' && s.p[i + 1] == '-';
		const char *p = memchr(s.p + i, '\n', s.n - i);
		if (p == NULL)
			break;
		i = (size_t)(p - s.p);
	}
	for (const char *p = s.p; (p = memchr(p, '=', s.n - (size_t)(p - s.p))) != NULL; p++)
		declared += p - s.p >= 8 && is_at(s, (size_t)(p - s.p) - 8, STR("boundary"));
	uint64_t open = declared < 1024 ? declared : 1024; /* GMime nests no deeper */
	return open != 0 && lines > COMPARISONS_MAX / open;
}

/* ---- headers ---------------------------------------------------------------------- */

/* A clean copy in one line; p NULL: no memory. */
static struct dl_str copy_clean(struct arena *arena, const char *z)
{
	struct dl_str s = str_of(z);
	s.n = s.n < HEADER_MAX ? s.n : HEADER_MAX;
	char *out = arena_alloc(arena, 1, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; out != NULL && i < s.n;) {
		uint32_t c;
		size_t k = utf8_decode((struct dl_str){s.p + i, s.n - i}, &c);
		enum clean as = k == 0 ? CLEAN_DROP : clean_char(c);
		bool space = k != 0 && (is_space((int)c) || as == CLEAN_SPACE || as == CLEAN_BREAK);
		if (space && n != 0 && out[n - 1] != ' ') {
			out[n++] = ' ';
		} else if (!space && as == CLEAN_KEEP) {
			memcpy(out + n, s.p + i, k);
			n += k;
		}
		i += k == 0 ? 1 : k;
	}
	return (struct dl_str){out, n - (n != 0 && out[n - 1] == ' ')};
}

static struct dl_str print_date(struct arena *arena, GDateTime *t)
{
	if (t == NULL)
		return arena_str(arena, STR(""));
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d", g_date_time_get_year(t),
	    g_date_time_get_month(t), g_date_time_get_day_of_month(t), g_date_time_get_hour(t),
	    g_date_time_get_minute(t));
}

struct dl_str mime_date(struct arena *arena, struct dl_str s)
{
	struct dl_str z =
	    arena_str(arena, (struct dl_str){s.p, s.n < HEADER_MAX ? s.n : HEADER_MAX});
	if (z.p == NULL)
		return z;
	pthread_once(&once, begin);
	GDateTime *t = g_mime_utils_header_decode_date(z.p);
	struct dl_str date = print_date(arena, t);
	if (t != NULL)
		g_date_time_unref(t);
	return date;
}

static bool read_head(struct arena *arena, GMimeMessage *m, struct mime_head *ret)
{
	const char *subject = g_mime_message_get_subject(m);
	const char *language = g_mime_object_get_header((GMimeObject *)m, "Content-Language");
	*ret = (struct mime_head){.subject = copy_clean(arena, subject == NULL ? "" : subject),
	    .language = copy_clean(arena, language == NULL ? "" : language),
	    .date = print_date(arena, g_mime_message_get_date(m))};
	/* "en-GB, de": of a message in several languages the first */
	ret->language.n = str_find(ret->language, ',');
	return ret->subject.p != NULL && ret->language.p != NULL && ret->date.p != NULL;
}

/* ---- the tree --------------------------------------------------------------------- */

struct walk {
	struct arena *arena;
	struct dl_str source;
	struct mime *ret;
	uint32_t choices; /* counted so far */
	bool nomem;
};

/* What of the tree is to be read, one after the other: a stack. */
struct place {
	GMimeObject *object;
	int child; /* the next one of it */
	uint32_t choice, branch, message;
};

static bool find_type(GMimeContentType *type, enum mime_type *ret)
{
	static const struct {
		const char *type, *subtype;
		enum mime_type is;
	} types[] = {{"text", "plain", MIME_PLAIN}, {"text", "html", MIME_HTML},
	    {"application", "xhtml+xml", MIME_HTML}, {"text", "calendar", MIME_CALENDAR},
	    {"application", "ics", MIME_CALENDAR}, {"text", "csv", MIME_CSV},
	    {"text", "comma-separated-values", MIME_CSV},
	    {"text", "tab-separated-values", MIME_CSV}, {"text", "markdown", MIME_MARKDOWN},
	    {"text", "x-markdown", MIME_MARKDOWN}};
	for (size_t i = 0; type != NULL && i < sizeof(types) / sizeof(types[0]); i++)
		if (g_mime_content_type_is_type(type, types[i].type, types[i].subtype)) {
			*ret = types[i].is;
			return true;
		}
	return false;
}

static bool is_parameter(GMimeContentType *type, const char *name, const char *value)
{
	const char *is = g_mime_content_type_get_parameter(type, name);
	return is != NULL && str_eq_fold(str_of(is), str_of(value));
}

static struct dl_span body_of(const struct walk *w, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream = content == NULL ? NULL : g_mime_data_wrapper_get_stream(content);
	if (stream == NULL || stream->bound_start < 0 ||
	    (uint64_t)stream->bound_start > w->source.n)
		return (struct dl_span){0, 0};
	uint64_t end = stream->bound_end < 0 ? w->source.n : (uint64_t)stream->bound_end;
	end = end > w->source.n ? w->source.n : end;
	uint32_t start = (uint32_t)stream->bound_start;
	return (struct dl_span){start, end < start ? start : (uint32_t)end};
}

static void add_part(struct walk *w, GMimePart *part, const struct place *at)
{
	struct mime *m = w->ret;
	GMimeContentType *type = g_mime_object_get_content_type((GMimeObject *)part);
	struct mime_part p = {.body = body_of(w, part),
	    .choice = at->choice,
	    .branch = at->branch,
	    .message = at->message};
	if (!find_type(type, &p.type) || p.body.start == p.body.end)
		return;
	if (m->n_parts == PARTS_MAX) {
		m->too_many = true;
		return;
	}
	const char *charset = g_mime_content_type_get_parameter(type, "charset");
	GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
	p.encoding = encoding == GMIME_CONTENT_ENCODING_BASE64		  ? MIME_BASE64
		     : encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ? MIME_QUOTED_PRINTABLE
									  : MIME_AS_IS;
	p.charset = arena_str(w->arena, str_of(charset == NULL ? "" : charset));
	p.flowed = is_parameter(type, "format", "flowed");
	p.del_sp = is_parameter(type, "delsp", "yes");
	p.attached = g_mime_part_is_attachment(part);
	struct mime_part *v =
	    arena_regrow(w->arena, m->parts, sizeof(*v), m->n_parts, &m->cap_parts);
	w->nomem |= v == NULL || p.charset.p == NULL;
	if (w->nomem)
		return;
	m->parts = v;
	v[m->n_parts++] = p;
}

/* Steps into a message that is carried; NULL: there is nothing in it. */
static GMimeObject *enter_message(struct walk *w, GMimeMessagePart *part, struct place *ret)
{
	struct mime *m = w->ret;
	GMimeMessage *message = g_mime_message_part_get_message(part);
	if (message == NULL)
		return NULL;
	struct mime_head *v =
	    arena_regrow(w->arena, m->carried, sizeof(*v), m->n_carried, &m->cap_carried);
	if (v == NULL || !read_head(w->arena, message, &v[m->n_carried])) {
		w->nomem = true;
		return NULL;
	}
	m->carried = v;
	ret->message = (uint32_t)++m->n_carried;
	return g_mime_message_get_mime_part(message);
}

/* The next thing in what is on top of the stack; false: that is done. */
static bool next_child(struct walk *w, struct place *top, struct place *ret)
{
	*ret =
	    (struct place){.choice = top->choice, .branch = top->branch, .message = top->message};
	if (GMIME_IS_MESSAGE_PART(top->object) && top->child++ == 0) {
		ret->object = enter_message(w, (GMimeMessagePart *)top->object, ret);
		return ret->object != NULL;
	}
	if (!GMIME_IS_MULTIPART(top->object))
		return false;
	GMimeMultipart *multi = (GMimeMultipart *)top->object;
	GMimeContentType *type = g_mime_object_get_content_type(top->object);
	int count = g_mime_multipart_get_count(multi);
	/* The rest of a multipart/related are the pictures of its first, of a signed
	 * message its signature. */
	if (g_mime_content_type_is_type(type, "multipart", "related") ||
	    g_mime_content_type_is_type(type, "multipart", "signed"))
		count = count < 1 ? count : 1;
	if (top->child >= count)
		return false;
	if (g_mime_content_type_is_type(type, "multipart", "alternative") && top->branch == 0) {
		if (top->child == 0)
			top->choice = ++w->choices;
		ret->choice = top->choice;
		ret->branch = (uint32_t)top->child + 1;
	}
	ret->object = g_mime_multipart_get_part(multi, top->child++);
	return ret->object != NULL;
}

static void walk(struct walk *w, GMimeObject *root)
{
	struct place stack[DEPTH_MAX] = {{.object = root}};
	for (size_t depth = root == NULL ? 0 : 1; depth != 0 && !w->nomem;) {
		struct place *top = &stack[depth - 1], next;
		if (GMIME_IS_PART(top->object) && top->child++ == 0)
			add_part(w, (GMimePart *)top->object, top);
		if (!next_child(w, top, &next)) {
			depth--;
		} else if (depth == DEPTH_MAX) {
			w->ret->deep = true;
		} else {
			stack[depth++] = next;
		}
	}
}

/* ---- all of it -------------------------------------------------------------------- */

/* Lines "From …" behind a blank one: each begins another message. */
static size_t count_messages(struct dl_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		i += str_find((struct dl_str){s.p + i, s.n - i}, '\n');
		size_t blank = i + 1 < s.n && s.p[i + 1] == '\r' ? i + 2 : i + 1;
		n += blank < s.n && s.p[blank] == '\n' && is_at(s, blank + 1, STR("From ")) &&
		     s.p[blank + 1] == 'F';
	}
	return n;
}

int mime_read(struct arena *arena, struct dl_str path, struct dl_str source, struct mime *ret,
    struct dl_error *reterr)
{
	struct walk w = {.arena = arena, .source = source, .ret = ret};
	*ret = (struct mime){.head = {.date = STR("")}};
	if (is_costly(source))
		return fail_in(reterr, DL_LIMIT, path,
		    "too many lines that look like the boundary of a part, expected a message");
	pthread_once(&once, begin);
	/* The stream only reads, and does not own what it reads. */
	GByteArray bytes = {(guint8 *)(uintptr_t)source.p, (guint)source.n};
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(&bytes);
	g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	bool mbox = str_starts(source, STR("From "));
	g_mime_parser_set_format(parser, mbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	bool is = message != NULL;
	if (is) {
		w.nomem = !read_head(arena, message, &ret->head);
		walk(&w, g_mime_message_get_mime_part(message));
		ret->more = mbox ? count_messages(source) : 0;
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	if (w.nomem)
		return fail(reterr, DL_NOMEM, "out of memory");
	if (!is)
		return fail_in(reterr, DL_SYNTAX, path,
		    "this is no message, expected lines like \"From: …\" and \"Date: …\" first");
	return 0;
}
