/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "base/str.h"
#include "base/utf8.h"

static void put_escape(struct buf *b, unsigned char c)
{
	static const char names[] = "btnvfr"; /* from U+0008; \v is not JSON's */
	if (c == '"' || c == '\\') {
		buf_byte(b, '\\');
		buf_byte(b, (char)c);
	} else if (c >= 8 && c <= 13 && c != 11) {
		buf_byte(b, '\\');
		buf_byte(b, names[c - 8]);
	} else
		buf_printf(b, "\\u%04x", c);
}

static inline bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\';
}

void json_put_string(struct buf *b, struct dl_str s)
{
	size_t from = 0, i = 0;
	char *p = buf_room(b, s.n + 2);
	if (p == NULL)
		return;
	*p++ = '"';
	while (i < s.n && (unsigned char)s.p[i] < 0x80 && is_plain((unsigned char)s.p[i]))
		*p++ = s.p[i++];
	if (i == s.n)
		*p++ = '"';
	buf_wrote(b, p);
	if (i == s.n)
		return;
	from = i;
	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];
		uint32_t point;
		size_t n = c < 0x80 ? 1 : utf8_decode((struct dl_str){s.p + i, s.n - i}, &point);
		if (n != 0 && is_plain(c)) {
			i += n;
			continue;
		}
		buf_add(b, (struct dl_str){s.p + from, i - from});
		if (n == 0)
			buf_z(b, "\xEF\xBF\xBD");
		else
			put_escape(b, c);
		from = ++i;
	}
	buf_add(b, (struct dl_str){s.p + from, s.n - from});
	buf_byte(b, '"');
}

void json_put_raw(struct buf *b, struct dl_str s)
{
	size_t from = 0;
	bool inside = false; /* a string */
	for (size_t i = 0; i < s.n; i++) {
		if (inside && s.p[i] == '\\')
			i++;
		else if (s.p[i] == '"')
			inside = !inside;
		else if (!inside && is_space((unsigned char)s.p[i])) {
			buf_add(b, (struct dl_str){s.p + from, i - from});
			from = i + 1;
		}
	}
	buf_add(b, (struct dl_str){s.p + from, s.n - from});
}

void json_put_key(struct buf *b, const char *key)
{
	if (b->n != 0 && b->p[b->n - 1] != '{' && b->p[b->n - 1] != '[')
		buf_byte(b, ',');
	buf_byte(b, '"');
	buf_z(b, key);
	buf_z(b, "\":");
}

void json_put_field(struct buf *b, const char *key, struct dl_str s)
{
	if (s.n == 0)
		return;
	json_put_key(b, key);
	json_put_string(b, s);
}
