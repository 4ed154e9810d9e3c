/* SPDX-License-Identifier: MIT */
#include "emit/link.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "emit/clean.h"

static bool is_safe(struct dl_str url)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		struct dl_str scheme = str_of(schemes[i]);
		if (url.n > scheme.n && str_eq_fold((struct dl_str){url.p, scheme.n}, scheme))
			return true;
	}
	return false;
}

static bool is_hex(int c)
{
	return is_digit(c) || (to_lower((char)c) >= 'a' && to_lower((char)c) <= 'f');
}

/* RFC 3986: unreserved, gen-delims and sub-delims; a "%" only before two hex
 * digits. Brackets only belong to IPv6 hosts and make validators unhappy
 * elsewhere; they are encoded like the rest after the host. */
static bool is_allowed(struct dl_str url, size_t i, bool in_host)
{
	int c = (unsigned char)url.p[i];
	if (c == '%')
		return i + 2 < url.n && is_hex((unsigned char)url.p[i + 1]) &&
		       is_hex((unsigned char)url.p[i + 2]);
	if (c == '[' || c == ']')
		return in_host;
	return is_alpha(c) || is_digit(c) || (c != 0 && strchr("-._~:/?#@!$&'()*+,;=", c) != NULL);
}

static void put_encoded(struct buf *out, struct dl_str url)
{
	size_t slashes = 0;
	bool fragment = false;
	for (size_t i = 0; i < url.n; i++) {
		slashes += url.p[i] == '/';
		bool second_hash = url.p[i] == '#' && fragment;
		fragment |= url.p[i] == '#';
		if (is_allowed(url, i, slashes == 2) && !second_hash)
			buf_byte(out, url.p[i]);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)url.p[i]);
	}
}

bool link_put(struct buf *out, struct dl_str url)
{
	url = str_trim(url);
	if (!is_safe(url))
		return false;
	put_encoded(out, url);
	return true;
}

bool link_put_output(struct buf *out, const struct dl_calendar *c, const char *extension)
{
	if (c->name.n == 0 || !link_put(out, c->base_url))
		return false;
	put_encoded(out, c->name);
	buf_printf(out, ".%s", extension);
	return true;
}

/* FNV-1a, 64 bits. Not against an attacker: who chooses uids can publish what
 * he likes anyway. */
static uint64_t digest(uint64_t h, struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return (h ^ 0xff) * UINT64_C(0x100000001b3); /* a byte that UTF-8 never has ends it */
}

#define FNV_BASIS UINT64_C(0xcbf29ce484222325)

void link_put_uuid(struct buf *out, const struct dl_calendar *c, struct dl_str uid)
{
	/* A calendar that is not published has no name; its title tells it apart. */
	uint64_t a = digest(digest(FNV_BASIS, c->name.n != 0 ? c->name : c->title), uid);
	uint64_t b = digest(digest(a, STR("dateline")), uid);
	a = (a & ~UINT64_C(0xf000)) | 0x8000;		    /* version 8 */
	b = (b & ~(UINT64_C(3) << 62)) | UINT64_C(1) << 63; /* variant */
	buf_printf(out, "urn:uuid:%08" PRIx64 "-%04" PRIx64 "-%04" PRIx64, a >> 32,
	    a >> 16 & 0xffff, a & 0xffff);
	buf_printf(out, "-%04" PRIx64 "-%012" PRIx64, b >> 48, b & UINT64_C(0xffffffffffff));
}

void link_put_anchor(struct buf *out, struct dl_str uid)
{
	uint64_t h = digest(FNV_BASIS, uid);
	buf_byte(out, 'e');
	for (int shift = 60; shift >= 0; shift -= 4)
		buf_byte(out, "0123456789abcdef"[h >> shift & 15]);
}

struct dl_str link_source_name(struct dl_str path)
{
	if (is_safe(path))
		return path;
	size_t from = path.n;
	while (from != 0 && path.p[from - 1] != '/')
		from--;
	return (struct dl_str){path.p + from, path.n - from};
}

bool link_put_event(struct buf *out, const struct dl_calendar *c, const struct dl_event *e)
{
	if (link_put(out, e->url))
		return true;
	if (!link_put_output(out, c, "html"))
		return false;
	buf_byte(out, '#');
	link_put_anchor(out, e->uid);
	return true;
}
