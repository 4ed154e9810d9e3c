/* SPDX-License-Identifier: MIT */
/* iconv(3) knows the charsets; a table of the 128 upper bytes is made for one of
 * single bytes, the others are converted character by character, so that each
 * one knows its bytes. Windows-1252 is here: it is what is assumed. */
#include "source/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/eight.h"
#include "base/str.h"
#include "base/utf8.h"

#define REPLACEMENT STR("\xEF\xBF\xBD")

/* Names without what people put between their letters, in small letters; the
 * first is iconv's. The ways to say Latin-1 follow the Encoding Standard. */
static const struct {
	struct charset charset;
	const char *names; /* separated by spaces, one at both ends */
} charsets[] = {
    {{"UTF-8", "UTF-8", CHARSET_UTF8}, " utf8 unicode11utf8 utf8mb4 "},
    {{"CP1252", "Windows-1252", CHARSET_1252},
	" windows1252 cp1252 iso88591 latin1 l1 isolatin1 ascii usascii ansix341968 iso646us "
	"iso8859 ibm819 cp819 isoir100 ansi "},
    {{"CP1250", "Windows-1250", CHARSET_SINGLE}, " windows1250 cp1250 "},
    {{"CP1251", "Windows-1251", CHARSET_SINGLE}, " windows1251 cp1251 "},
    {{"CP1253", "Windows-1253", CHARSET_SINGLE}, " windows1253 cp1253 "},
    {{"CP1254", "Windows-1254", CHARSET_SINGLE},
	" windows1254 cp1254 iso88599 latin5 l5 isolatin5 "},
    {{"CP1255", "Windows-1255", CHARSET_SINGLE}, " windows1255 cp1255 "},
    {{"CP1256", "Windows-1256", CHARSET_SINGLE}, " windows1256 cp1256 "},
    {{"CP1257", "Windows-1257", CHARSET_SINGLE}, " windows1257 cp1257 "},
    {{"CP1258", "Windows-1258", CHARSET_SINGLE}, " windows1258 cp1258 "},
    {{"CP874", "Windows-874", CHARSET_SINGLE}, " windows874 cp874 tis620 iso885911 "},
    {{"ISO-8859-2", "ISO-8859-2", CHARSET_SINGLE}, " iso88592 latin2 l2 isolatin2 "},
    {{"ISO-8859-3", "ISO-8859-3", CHARSET_SINGLE}, " iso88593 latin3 l3 isolatin3 "},
    {{"ISO-8859-4", "ISO-8859-4", CHARSET_SINGLE}, " iso88594 latin4 l4 isolatin4 "},
    {{"ISO-8859-5", "ISO-8859-5", CHARSET_SINGLE}, " iso88595 cyrillic isolatincyrillic "},
    {{"ISO-8859-6", "ISO-8859-6", CHARSET_SINGLE}, " iso88596 arabic isolatinarabic "},
    {{"ISO-8859-7", "ISO-8859-7", CHARSET_SINGLE}, " iso88597 greek greek8 isolatingreek "},
    {{"ISO-8859-8", "ISO-8859-8", CHARSET_SINGLE}, " iso88598 iso88598i hebrew isolatinhebrew "},
    {{"ISO-8859-10", "ISO-8859-10", CHARSET_SINGLE}, " iso885910 latin6 l6 isolatin6 "},
    {{"ISO-8859-13", "ISO-8859-13", CHARSET_SINGLE}, " iso885913 latin7 "},
    {{"ISO-8859-14", "ISO-8859-14", CHARSET_SINGLE}, " iso885914 latin8 "},
    {{"ISO-8859-15", "ISO-8859-15", CHARSET_SINGLE}, " iso885915 latin9 l9 isolatin9 "},
    {{"ISO-8859-16", "ISO-8859-16", CHARSET_SINGLE}, " iso885916 latin10 "},
    {{"KOI8-R", "KOI8-R", CHARSET_SINGLE}, " koi8r koi8 koi "},
    {{"KOI8-U", "KOI8-U", CHARSET_SINGLE}, " koi8u koi8ru "},
    {{"CP866", "CP866", CHARSET_SINGLE}, " cp866 ibm866 866 "},
    {{"CP437", "CP437", CHARSET_SINGLE}, " cp437 ibm437 437 "},
    {{"CP850", "CP850", CHARSET_SINGLE}, " cp850 ibm850 850 "},
    {{"CP852", "CP852", CHARSET_SINGLE}, " cp852 ibm852 852 "},
    {{"MACINTOSH", "Mac Roman", CHARSET_SINGLE}, " macintosh mac macroman "},
    {{"MAC-CYRILLIC", "Mac Cyrillic", CHARSET_SINGLE}, " maccyrillic macukrainian "},
    {{"GB18030", "GB18030", CHARSET_MULTI}, " gb18030 gbk gb2312 cp936 euccn chinese gb231280 "},
    {{"CP950", "Big5", CHARSET_MULTI}, " big5 cp950 big5hkscs cnbig5 big5eten "},
    {{"CP932", "Shift_JIS", CHARSET_MULTI},
	" shiftjis sjis cp932 windows31j mskanji ms932 csshiftjis "},
    {{"EUC-JP", "EUC-JP", CHARSET_MULTI}, " eucjp eucpkdfmtjapanese ujis "},
    {{"CP949", "EUC-KR", CHARSET_MULTI},
	" euckr cp949 uhc windows949 ksc5601 ksc56011987 ksx1001 korean "},
    {{"ISO-2022-JP", "ISO-2022-JP", CHARSET_ESCAPES}, " iso2022jp iso2022jp1 iso2022jp2 "},
    {{"ISO-2022-KR", "ISO-2022-KR", CHARSET_ESCAPES}, " iso2022kr "},
};

#define WINDOWS_1252 (&charsets[1].charset)

/* Longer than any name of a charset. */
#define LABEL_MAX 40

const struct charset *charset_find(struct dl_str name)
{
	char plain[LABEL_MAX + 3] = " ";
	size_t n = 1;
	name = str_trim(name);
	name.n = str_find(name, ':'); /* "ISO_8859-1:1987" */
	if (name.n > 2 && to_lower(name.p[0]) == 'x' && name.p[1] == '-')
		name = (struct dl_str){name.p + 2, name.n - 2};
	else if (name.n > 2 && name.p[0] == 'c' && name.p[1] == 's')
		name = (struct dl_str){name.p + 2, name.n - 2};
	if (name.n > LABEL_MAX)
		return NULL;
	for (size_t i = 0; i < name.n; i++)
		if (is_alpha((unsigned char)name.p[i]) || is_digit((unsigned char)name.p[i]))
			plain[n++] = to_lower(name.p[i]);
		else if (name.p[i] != '-' && name.p[i] != '_' && name.p[i] != ' ')
			return NULL;
	plain[n] = ' ';
	plain[n + 1] = '\0';
	for (size_t i = 0; n > 1 && i < sizeof(charsets) / sizeof(charsets[0]); i++)
		if (strstr(charsets[i].names, plain) != NULL)
			return &charsets[i].charset;
	return NULL;
}

/* ---- bytes that stand for themselves ---------------------------------------------- */

static size_t ascii_run(struct dl_str s)
{
	size_t i = 0;
	while (s.n - i >= 8 && eight_high(eight_load(s.p + i)) == 0)
		i += 8;
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

static struct dl_str behind(struct dl_str s, size_t i)
{
	return (struct dl_str){s.p + i, s.n - i};
}

/* ---- a byte a character ----------------------------------------------------------- */

/* The characters of the bytes from 0x80 on in UTF-8; n 0: there is none. */
struct upper {
	char p[4];
	uint8_t n;
};

static void make_1252(struct upper table[128])
{
	static const uint16_t windows[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C,
	    0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
	    0x0178};
	for (uint32_t i = 0; i < 128; i++) {
		uint32_t c = i < 32 ? windows[i] : 0x80 + i;
		table[i].n = c == 0 ? 0 : (uint8_t)utf8_encode(c, table[i].p);
	}
}

static bool make_single(const struct charset *c, struct upper table[128])
{
	iconv_t cd = iconv_open("UTF-8", c->name);
	if (cd == (iconv_t)-1) /* NOLINT: what POSIX says it returns */
		return false;
	for (int i = 0; i < 128; i++) {
		char byte = (char)(0x80 + i), *in = &byte, *out = table[i].p;
		size_t n_in = 1, n_out = sizeof(table[i].p);
		iconv(cd, NULL, NULL, NULL, NULL);
		bool is = iconv(cd, &in, &n_in, &out, &n_out) != (size_t)-1 && n_in == 0;
		table[i].n = is ? (uint8_t)(sizeof(table[i].p) - n_out) : 0;
	}
	iconv_close(cd);
	return true;
}

static void note(struct charset_report *r, const struct decoded *to, struct dl_str s, size_t at)
{
	if (r->noted)
		return;
	r->noted = true;
	r->bad = at;
	r->at = to->n;
	r->byte = (unsigned char)s.p[at];
}

static void note_bad(struct charset_report *r, const struct decoded *to, struct dl_str s, size_t at)
{
	r->bad_left++;
	note(r, to, s, at);
}

static void decode_single(struct decoded *to, const struct upper table[128], struct dl_str s,
    uint32_t from, struct charset_report *r)
{
	for (size_t i = 0; i < s.n && to->failed == DL_OK;) {
		size_t n = ascii_run(behind(s, i));
		uint32_t at = from + (uint32_t)(i + n);
		decoded_run(to, (struct dl_str){s.p + i, n}, from + (uint32_t)i);
		i += n;
		if (i == s.n)
			return;
		const struct upper *u = table + ((unsigned char)s.p[i] - 0x80);
		if (u->n == 0)
			note_bad(r, to, s, i);
		if (i == r->bad)
			r->at = to->n;
		decoded_unit(to, u->n == 0 ? REPLACEMENT : (struct dl_str){u->p, u->n}, at, at + 1);
		i++;
	}
}

/* ---- several bytes a character ---------------------------------------------------- */

/* No character, nor a change of state, takes more. */
#define UNIT_MAX 8

/* One character from s on, or an escape sequence, which is none: bytes it took
 * and, in out, what it is. 0: what begins there is none, or is cut off. */
static size_t take(iconv_t cd, struct dl_str s, char out[16], size_t *ret_out, bool *ret_cut)
{
	*ret_cut = false;
	for (size_t n = 1; n <= UNIT_MAX && n <= s.n; n++) {
		char in[UNIT_MAX], *p = in, *q = out;
		size_t left = n, room = 16;
		memcpy(in, s.p, n);
		size_t rc = iconv(cd, &p, &left, &q, &room);
		*ret_out = 16 - room;
		if (rc != (size_t)-1 || left < n)
			return n - left;
		if (errno != EINVAL)
			return 0;
	}
	*ret_cut = s.n < UNIT_MAX;
	return 0;
}

static bool decode_multi(struct decoded *to, const struct charset *c, struct dl_str s,
    uint32_t from, struct charset_report *r)
{
	iconv_t cd = iconv_open("UTF-8", c->name);
	if (cd == (iconv_t)-1)
		return false;
	for (size_t i = 0; i < s.n && to->failed == DL_OK;) {
		size_t n = c->kind == CHARSET_MULTI ? ascii_run(behind(s, i)) : 0;
		decoded_run(to, (struct dl_str){s.p + i, n}, from + (uint32_t)i);
		i += n;
		if (i == s.n)
			break;
		char out[16];
		size_t n_out = 0;
		uint32_t at = from + (uint32_t)i;
		n = take(cd, behind(s, i), out, &n_out, &r->cut);
		if (n != 0) {
			decoded_unit(to, (struct dl_str){out, n_out}, at, at + (uint32_t)n);
			i += n;
			continue;
		}
		n = r->cut ? s.n - i : 1;
		if (!r->cut)
			note_bad(r, to, s, i);
		decoded_unit(to, REPLACEMENT, at, at + (uint32_t)n);
		i += n;
	}
	iconv_close(cd);
	return true;
}

/* ---- UTF-8, or what is meant to be ------------------------------------------------ */

/* A character of UTF-8 that ends too early. */
static bool is_cut(struct dl_str s)
{
	unsigned char b = (unsigned char)s.p[0];
	size_t n = b >= 0xF0 && b <= 0xF4 ? 4 : b >= 0xE0 ? 3 : 2;
	if (b < 0xC2 || b > 0xF4 || s.n >= n)
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Characters of more than a byte, and bytes that are none. */
static void count(struct dl_str s, size_t *ret_good, size_t *ret_bad)
{
	*ret_good = *ret_bad = 0;
	for (size_t i = 0; i < s.n;) {
		uint32_t c;
		i += ascii_run(behind(s, i));
		if (i == s.n)
			return;
		size_t n = utf8_decode(behind(s, i), &c);
		*ret_good += n != 0;
		*ret_bad += n == 0 && !is_cut(behind(s, i));
		i += n == 0 ? 1 : n;
	}
}

/* UTF-8 with bytes of Windows-1252 where it is none. */
static void decode_mixed(
    struct decoded *to, struct dl_str s, uint32_t from, struct charset_report *r)
{
	struct upper table[128];
	make_1252(table);
	for (size_t i = 0; i < s.n && to->failed == DL_OK;) {
		size_t n = utf8_valid(behind(s, i));
		decoded_run(to, (struct dl_str){s.p + i, n}, from + (uint32_t)i);
		i += n;
		if (i == s.n)
			return;
		uint32_t at = from + (uint32_t)i;
		if (is_cut(behind(s, i))) {
			r->cut = true;
			decoded_unit(to, REPLACEMENT, at, from + (uint32_t)s.n);
			return;
		}
		const struct upper *u = table + ((unsigned char)s.p[i] - 0x80);
		note(r, to, s, i);
		r->mixed = true;
		decoded_unit(to, u->n == 0 ? REPLACEMENT : (struct dl_str){u->p, u->n}, at, at + 1);
		i++;
	}
}

/* ---- all of it -------------------------------------------------------------------- */

static bool has_escapes(struct dl_str s)
{
	return str_find(s, '\x1B') < s.n || str_find(s, '\x0E') < s.n;
}

void charset_decode(struct decoded *to, struct dl_str label, struct dl_str s, uint32_t from,
    struct charset_report *ret)
{
	struct upper table[128];
	const struct charset *c = charset_find(label);
	*ret = (struct charset_report){.used = c, .bad = s.n};
	size_t good, bad, valid = utf8_valid(s);
	bool escapes = c != NULL && c->kind == CHARSET_ESCAPES && has_escapes(s);
	if (valid == s.n && !escapes) {
		ret->used = &charsets[0].charset;
		decoded_run(to, s, from);
		return;
	}
	if (c != NULL && c->kind == CHARSET_SINGLE && make_single(c, table)) {
		decode_single(to, table, s, from, ret);
		return;
	}
	if (c != NULL && (c->kind == CHARSET_MULTI || c->kind == CHARSET_ESCAPES) &&
	    decode_multi(to, c, s, from, ret))
		return;
	count(s, &good, &bad);
	if (bad <= good && (c == NULL || c->kind != CHARSET_1252)) {
		ret->used = &charsets[0].charset;
		decode_mixed(to, s, from, ret);
		return;
	}
	make_1252(table);
	ret->guessed = c == NULL || c->kind != CHARSET_1252;
	ret->used = WINDOWS_1252;
	if (ret->guessed) {
		note(ret, to, s, valid); /* decode_single() knows where that is in the text */
	}
	decode_single(to, table, s, from, ret);
}
