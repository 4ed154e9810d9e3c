/* SPDX-License-Identifier: MIT */
#include "base/fmt.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

struct out {
	char *p;
	size_t size, n; /* n may be over size: what does not fit is only counted */
};

static void put_bytes(struct out *o, const char *p, size_t n)
{
	size_t room = o->n < o->size ? o->size - o->n : 0;
	if (room != 0 && n != 0)
		memcpy(o->p + o->n, p, n < room ? n : room);
	o->n += n;
}

/* Most pieces are a few bytes long: no call for them. */
static inline void put_short(struct out *o, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++, o->n++)
		if (o->n < o->size)
			o->p[o->n] = p[i];
}

static void put_number(
    struct out *o, bool negative, uint64_t v, unsigned base, char pad, size_t width)
{
	char digits[24];
	size_t i = sizeof(digits);
	do
		digits[--i] = "0123456789abcdef"[v % base];
	while ((v /= base) != 0);
	size_t n = sizeof(digits) - i + negative;
	if (negative && pad == '0')
		put_short(o, "-", 1);
	for (; n < width; width--)
		put_short(o, &pad, 1);
	if (negative && pad != '0')
		put_short(o, "-", 1);
	put_short(o, digits + i, sizeof(digits) - i);
}

static void put_signed(struct out *o, int64_t v, char pad, size_t width)
{
	put_number(o, v < 0, v < 0 ? -(uint64_t)v : (uint64_t)v, 10, pad, width);
}

/* Prints the argument of the conversion at *fmt, which is behind its %, and
 * moves behind it. False: not one of ours. */
static bool convert(struct out *o, const char **fmt, va_list *ap)
{
	const char *f = *fmt;
	char pad = *f == '0' ? '0' : ' ';
	size_t width = 0;
	for (; is_digit((unsigned char)*f); f++)
		width = width * 10 + (size_t)(*f - '0');
	bool plain = f == *fmt;
	if (*f == 'd') {
		put_signed(o, va_arg(*ap, int), pad, width);
	} else if (*f == 'u') {
		put_number(o, false, va_arg(*ap, unsigned), 10, pad, width);
	} else if (*f == 'x') {
		put_number(o, false, va_arg(*ap, unsigned), 16, pad, width);
	} else if (*f == PRId64[0] && str_starts(str_of(f), str_of(PRId64))) {
		put_signed(o, va_arg(*ap, int64_t), pad, width);
		f += strlen(PRId64) - 1;
	} else if (f[0] == 'z' && f[1] == 'u') {
		put_number(o, false, va_arg(*ap, size_t), 10, pad, width);
		f++;
	} else if (plain && *f == 's') {
		const char *s = va_arg(*ap, const char *);
		put_bytes(o, s, strlen(s));
	} else if (plain && *f == 'c') {
		char c = (char)va_arg(*ap, int);
		put_bytes(o, &c, 1);
	} else if (plain && *f == '%') {
		put_bytes(o, "%", 1);
	} else if (plain && f[0] == '.' && f[1] == '*' && f[2] == 's') {
		int most = va_arg(*ap, int);
		const char *s = va_arg(*ap, const char *);
		const char *end = most <= 0 ? s : memchr(s, '\0', (size_t)most);
		put_bytes(o, s, end == NULL ? (size_t)most : (size_t)(end - s));
		f += 2;
	} else
		return false;
	*fmt = f + 1;
	return true;
}

size_t fmt_printv(char *out, size_t size, const char *fmt, va_list all)
{
	struct out o = {out, size, 0};
	const char *whole = fmt;
	va_list ap;
	va_copy(ap, all);
	bool ours = true;
	while (*fmt != '\0' && ours) {
		size_t n = 0;
		while (fmt[n] != '\0' && fmt[n] != '%')
			n++;
		put_short(&o, fmt, n);
		fmt += n;
		if (*fmt == '%') {
			fmt++;
			ours = convert(&o, &fmt, &ap);
		}
	}
	va_end(ap);
	if (!ours) {
		int n = vsnprintf(out, size, whole, all);
		return n < 0 ? 0 : (size_t)n;
	}
	if (size != 0)
		out[o.n < size ? o.n : size - 1] = '\0';
	return o.n;
}

size_t fmt_print(char *out, size_t size, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	size_t n = fmt_printv(out, size, fmt, ap);
	va_end(ap);
	return n;
}
