/* SPDX-License-Identifier: MIT */
/* Host program: mkholidays holidays.tab > holidays.inc turns the holidays into
 * the tables of when/holiday.c; mkholidays -w holidays.tab > holidays.lang into
 * a language file whose words are the first words of their names.
 *
 * A line: name TAB rules TAB spellings, `#` at the start of a line for comments.
 *
 * rules      RULE | CC CC: RULE | …      CC: countries that keep it so
 *   12-25                the 25th of December
 *   4 thu 11             the fourth Thursday of November; "last mon 5"
 *   easter, orthodox     the Sunday of Easter
 *   hebrew 7-1           1 Nisan … 7 Tishri … 12 the last Adar
 *   islamic 9-1, chinese 1-1, hindu 8-15 sunrise, ingress 10, nakshatra 22 5,
 *   term 15 8            as mkholidays.h says of days_islamic() and its like
 *   every 365 2018-08-17       dates 2000-03-07 2004-03-02 …
 * then, in turn:
 *   +3 -1                days      >=mon >mon <=mon <mon   the weekday nearest so
 *   if sat +1            only if it is a Saturday; the first that fits counts
 *   for 8                so many days      to RULE    up to the day before that
 *   at 20:30-21:30       hours of the day
 *
 * spellings  a, b, …   in lower case: (x|y) one of, ? after a word or group: or
 *   nothing, 's? with or without "s". A capital letter is asked for by ^ at the
 *   end, a capital or a year behind it by ~, a capital, a year or no article and
 *   preposition before it by a ? of its own. "saint" may be "st", a weekday at
 *   the end abbreviated, apostrophes and hyphens left out. */
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/days.h"
#include "mkholidays.h"

#define HOLIDAY_ANYTHING (1u << 26) /* as in when/holiday_tables.h */

#define MAX_LINE  2048
#define MAX_NAMES 8192
#define MAX_DAYS  65535
#define MAX_STEPS 4
#define MAX_TEXT  96

enum { CAP = 1, WEAK = 2, SHORT = 4, WEEKDAY = 8, DOUBT = 16 }; /* as in when/holiday.h */

struct name {
	char key[MAX_TEXT], text[MAX_TEXT];
	int flags, holiday;
};

static const char *path;
static int line_no, n_names, n_holidays, n_rules, n_days;
static struct name names[MAX_NAMES];
static int32_t days[MAX_DAYS];
static bool words; /* -w: no tables */
static const char *const weekdays[] = {
    "", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static void die(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", path, line_no);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

static char *trim(char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	size_t n = strlen(s);
	while (n != 0 && isspace((unsigned char)s[n - 1]))
		s[--n] = '\0';
	return s;
}

static int weekday(const char *s)
{
	for (int i = 1; i <= 7; i++)
		if (strncmp(weekdays[i], s, 3) == 0 && s[3] == '\0')
			return i;
	die("'%s' is no weekday: mon … sun", s);
	return 0;
}

/* ---- rules ---- */

struct parts {
	char *v[64];
	int n, at;
};

static const char *part(struct parts *p)
{
	if (p->at == p->n)
		die("the rule ends too early");
	return p->v[p->at++];
}

static int number(const char *s)
{
	char *end;
	long n = strtol(s, &end, 10);
	if (end == s || *end != '\0')
		die("'%s' is no number", s);
	return (int)n;
}

static void pair(const char *s, int *a, int *b)
{
	char tail;
	if (sscanf(s, "%d-%d%c", a, b, &tail) != 2)
		die("'%s': expected MONTH-DAY", s);
}

static int32_t date(const char *s)
{
	int y, m, d;
	if (sscanf(s, "%d-%d-%d", &y, &m, &d) != 3)
		die("'%s' is no date", s);
	return (int32_t)days_from_date(y, m, d);
}

static int dates(struct parts *p, int32_t *out)
{
	int n = 0;
	while (p->at < p->n && isdigit((unsigned char)p->v[p->at][0]))
		out[n++] = date(part(p));
	return n;
}

/* Days of a listed calendar into the table; -1: not one of these. */
static int list(struct parts *p, const char *kind)
{
	int32_t out[SKY_MAX];
	int a, b = 0, n;
	if (strcmp(kind, "islamic") == 0 || strcmp(kind, "chinese") == 0) {
		pair(part(p), &a, &b);
		n = kind[0] == 'i' ? days_islamic(a, b, out) : days_chinese(a, b, out);
	} else if (strcmp(kind, "hindu") == 0) {
		pair(part(p), &a, &b);
		n = days_hindu(a, b, part(p), out);
	} else if (strcmp(kind, "ingress") == 0) {
		n = days_ingress(number(part(p)), out);
	} else if (strcmp(kind, "nakshatra") == 0) {
		a = number(part(p));
		n = days_nakshatra(a, number(part(p)), out);
	} else if (strcmp(kind, "term") == 0) {
		a = number(part(p));
		n = days_term(a, atof(part(p)), out);
	} else if (strcmp(kind, "every") == 0) {
		a = number(part(p));
		n = days_every(a, date(part(p)), out);
	} else if (strcmp(kind, "dates") == 0) {
		n = dates(p, out);
	} else {
		return -1;
	}
	if (n < 0)
		die("%s: no such time of day", kind);
	if (n_days + n > MAX_DAYS)
		die("more than %d days", MAX_DAYS);
	memcpy(days + n_days, out, (size_t)n * sizeof(*out));
	n_days += n;
	return n;
}

/* Writes "{ADD, 0, 3}" for a step; false: the part is none. */
static bool step(struct parts *p)
{
	const char *s = p->v[p->at];
	if (s[0] == '+' || s[0] == '-') {
		printf("{HOLIDAY_ADD, 0, %d}, ", number(part(p)));
	} else if (s[0] == '<' || s[0] == '>') {
		bool equal = s[1] == '=';
		printf("{%s, %d, %d}, ", s[0] == '<' ? "HOLIDAY_BEFORE" : "HOLIDAY_AFTER",
		    weekday(part(p) + 1 + equal), equal ? 0 : 1);
	} else if (strcmp(s, "if") == 0) {
		(void)part(p);
		int day = weekday(part(p));
		printf("{HOLIDAY_IF, %d, %d}, ", day, number(part(p)));
	} else {
		return false;
	}
	return true;
}

static int minutes[2]; /* of "at 20:30-21:30" */

/* One rule, and the one that ends it. */
static void rule(struct parts *p, const char *countries)
{
	const char *s = part(p);
	int a = 0, b = 0, c = 0, first = n_days, n = 0, length = 1;
	printf("\t{");
	if (isdigit((unsigned char)s[0]) && strchr(s, '-') != NULL) {
		pair(s, &a, &b);
		printf("HOLIDAY_FIXED");
	} else if (isdigit((unsigned char)s[0]) || strcmp(s, "last") == 0) {
		c = s[0] == 'l' ? 5 : number(s);
		b = weekday(part(p));
		a = number(part(p));
		printf("HOLIDAY_NTH");
	} else if (strcmp(s, "easter") == 0 || strcmp(s, "orthodox") == 0) {
		printf(s[0] == 'e' ? "HOLIDAY_EASTER" : "HOLIDAY_ORTHODOX");
	} else if (strcmp(s, "hebrew") == 0) {
		pair(part(p), &a, &b);
		printf("HOLIDAY_HEBREW");
	} else if ((n = list(p, s)) >= 0) {
		printf("HOLIDAY_LISTED");
	} else {
		die("'%s': no such rule", s);
	}
	n = n < 0 ? 0 : n;
	printf(", %d, %d, %d, %d, %d, {", a, b, c, first, n);
	int steps = 0;
	for (; p->at < p->n && step(p); steps++)
		if (steps == MAX_STEPS)
			die("more than %d steps", MAX_STEPS);
	printf(steps == 0 ? "{HOLIDAY_NO_STEP, 0, 0}}, " : "}, ");
	bool to = false;
	while (p->at < p->n && !to) {
		s = part(p);
		if (strcmp(s, "for") == 0)
			length = number(part(p));
		else if (strcmp(s, "to") == 0)
			to = true;
		else if (strcmp(s, "at") == 0) {
			int h, m, h2, m2;
			if (sscanf(part(p), "%d:%d-%d:%d", &h, &m, &h2, &m2) != 4)
				die("expected: at HH:MM-HH:MM");
			minutes[0] = h * 60 + m;
			minutes[1] = h2 * 60 + m2;
		} else
			die("'%s' is no part of a rule", s);
	}
	printf("%d, \"%s\"},\n", to ? 0 : length, countries);
	n_rules++;
	if (to)
		rule(p, "");
}

/* "US BR: RULE" */
static int read_rules(char *s)
{
	int n = 0;
	char *save = NULL;
	for (char *r = strtok_r(s, "|", &save); r != NULL; r = strtok_r(NULL, "|", &save), n++) {
		char *countries = "", *colon = strchr(r, ':');
		r = trim(r);
		if (isupper((unsigned char)r[0]) && colon != NULL) {
			*colon = '\0';
			countries = trim(r);
			r = colon + 1;
		}
		struct parts p = {.n = 0};
		char *more = NULL;
		for (char *w = strtok_r(r, " ", &more); w != NULL; w = strtok_r(NULL, " ", &more)) {
			if (p.n == 64)
				die("a rule of over 64 parts");
			p.v[p.n++] = w;
		}
		rule(&p, countries);
		if (p.at != p.n)
			die("'%s' is no part of a rule", p.v[p.at]);
	}
	return n;
}

/* ---- names ---- */

static void put_name(const char *key, size_t n, const char *text, int flags)
{
	if (n_names == MAX_NAMES)
		die("more than %d spellings", MAX_NAMES);
	struct name *m = &names[n_names++];
	*m = (struct name){.flags = flags, .holiday = n_holidays};
	memcpy(m->key, key, n);
	strcpy(m->text, text);
}

/* The text as the matcher wants it, without apostrophes, under the word that
 * the lexer sees first. */
static void add_plain(const char *s, int flags)
{
	char text[MAX_TEXT];
	size_t n = 0, key, quote = 0;
	for (; *s != '\0'; s++) {
		if (*s == '\'') {
			if (memchr(text, ' ', n) == NULL)
				quote = n;
			continue;
		}
		text[n++] = *s == '-' ? ' ' : *s;
	}
	text[n] = '\0';
	key = strcspn(text, " ");
	for (int i = 0; i < n_names; i++)
		if (strcmp(names[i].text, text) == 0 && strncmp(names[i].key, text, key) == 0 &&
		    names[i].key[key] == '\0') {
			if (names[i].holiday != n_holidays)
				die("'%s' names another holiday already", text);
			return;
		}
	put_name(text, key, text, flags);
	if (quote != 0 && quote != key)
		put_name(text, quote, text, flags);
}

/* Replaces word `from` of s, not the first one, by others; then the rest. */
static void add_variants(const char *s, int flags)
{
	static const char *const others[][4] = {{"monday", "mon"}, {"tuesday", "tue", "tues"},
	    {"wednesday", "wed"}, {"thursday", "thu", "thur", "thurs"}, {"friday", "fri"},
	    {"saturday", "sat"}, {"sunday", "sun"}};
	size_t n = strlen(s);
	for (size_t i = 1; i <= 7; i++) {
		size_t k = strlen(weekdays[i]);
		if (n > k && strcmp(s + n - k, weekdays[i]) == 0)
			flags |= WEEKDAY;
	}
	add_plain(s, flags);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		size_t k = strlen(others[i][0]);
		if (n < k + 2 || strcmp(s + n - k, others[i][0]) != 0 || s[n - k - 1] != ' ')
			continue;
		for (size_t j = 1; j < 4 && others[i][j] != NULL; j++) {
			char text[MAX_TEXT];
			snprintf(text, sizeof(text), "%.*s%s", (int)(n - k), s, others[i][j]);
			add_plain(text, flags | (i >= 5 ? SHORT : 0));
		}
	}
}

/* Expands what is left of a pattern behind the text so far. */
static void expand(const char *pattern, const char *so_far, int flags)
{
	char text[MAX_TEXT], item[MAX_LINE];
	while (*pattern == ' ')
		pattern++;
	if (*pattern == '\0') {
		if (*so_far == '\0')
			die("a spelling of nothing");
		add_variants(so_far, flags);
		return;
	}
	size_t n = strcspn(pattern, *pattern == '(' ? ")" : " ");
	if (*pattern == '(') {
		if (pattern[n] != ')')
			die("')' is missing");
		n++;
		n += strcspn(pattern + n, " ");
	}
	snprintf(item, sizeof(item), "%.*s", (int)n, pattern);
	pattern += n;
	if (item[n - 1] == '?' && (n < 3 || item[n - 2] != 's' || item[n - 3] != '\'')) {
		item[n - 1] = '\0';
		expand(pattern, so_far, flags);
	}
	if (strcmp(item, "saint") == 0)
		strcpy(item, "(saint|st)");
	char *save = NULL, *inner = item;
	if (item[0] == '(') {
		inner++;
		if (strchr(inner, '(') != NULL)
			die("'%s': a group in a group", item);
		*strchr(inner, ')') = '\0';
	}
	for (char *a = strtok_r(inner, "|", &save); a != NULL; a = strtok_r(NULL, "|", &save)) {
		int len =
		    snprintf(text, sizeof(text), "%s%s%s", so_far, *so_far == '\0' ? "" : " ", a);
		if (len < 0 || (size_t)len >= sizeof(text))
			die("a spelling of over %d bytes", MAX_TEXT - 1);
		if (text[len - 1] == '?') { /* "patrick's?" */
			text[len - 1] = '\0';
			expand(pattern, text, flags);
			text[len - 3] = '\0';
		}
		expand(pattern, text, flags);
	}
}

static void read_names(char *s)
{
	char *save = NULL;
	for (char *p = strtok_r(s, ",", &save); p != NULL; p = strtok_r(NULL, ",", &save)) {
		p = trim(p);
		size_t n = strlen(p);
		int flags = n < 3			   ? 0
			    : p[n - 1] == '^'		   ? CAP
			    : p[n - 1] == '~'		   ? WEAK
			    : strcmp(p + n - 2, " ?") == 0 ? DOUBT
							   : 0;
		if (flags != 0)
			p[n - 1] = '\0';
		expand(p, "", flags);
	}
}

/* By key, the longest first. */
static int name_order(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int c = strcmp(x->key, y->key);
	size_t n = strlen(x->text), m = strlen(y->text);
	return c != 0 ? c : n != m ? (n < m ? 1 : -1) : strcmp(x->text, y->text);
}

static void write_groups(bool lang)
{
	int n = 0;
	for (int i = 0, k; i < n_names; i = k, n++) {
		for (k = i; k < n_names && strcmp(names[i].key, names[k].key) == 0; k++)
			;
		if (lang) {
			printf("word holiday %s = %d\n", names[i].key, n);
			continue;
		}
		unsigned next = 0;
		for (int m = i; m < k; m++) {
			const char *space = strchr(names[m].text, ' ');
			bool letter = space != NULL && islower((unsigned char)space[1]);
			bool plain =
			    letter && (size_t)(space - names[m].text) == strlen(names[i].key);
			next |= plain ? 1u << (space[1] - 'a') : HOLIDAY_ANYTHING;
		}
		printf("\t{%d, %d, %#xu},\n", i, k - i, next);
	}
}

static void write_tables(void)
{
	puts("};\nstatic const uint16_t holiday_days[] = {");
	for (int i = 0; i < n_days; i++)
		printf("%d,%c", (int)(days[i] - days_from_date(SKY_FIRST_YEAR, 1, 1)),
		    i % 16 == 15 ? '\n' : ' ');
	printf("0\n};\n#define HOLIDAY_FIRST_YEAR %d\n", SKY_FIRST_YEAR);
	puts("static const struct holiday_name holiday_names[] = {");
	for (int i = 0; i < n_names; i++)
		printf("\t{\"%s\", %d, %d},\n", names[i].text, names[i].flags, names[i].holiday);
	puts("};\nstatic const struct holiday_group holiday_groups[] = {");
	write_groups(false);
	puts("};");
}

static char *holidays[1024];

static void read_line(char *s)
{
	char *rules = strchr(s, '\t'), *spellings;
	if (rules == NULL || (spellings = strchr(rules + 1, '\t')) == NULL)
		die("expected: name TAB rules TAB spellings");
	*rules++ = *spellings++ = '\0';
	int first = n_rules;
	minutes[0] = minutes[1] = 0;
	int n = words ? 0 : read_rules(rules);
	char text[256];
	snprintf(text, sizeof(text), "{\"%.120s\", %d, %d, %d, %d}", s, first, n, minutes[0],
	    minutes[1]);
	if (n_holidays + 1 == (int)(sizeof(holidays) / sizeof(holidays[0])))
		die("too many holidays");
	holidays[++n_holidays] = strcpy(malloc(strlen(text) + 1), text);
	read_names(spellings);
}

int main(int argc, char **argv)
{
	static char buf[MAX_LINE];
	words = argc == 3 && strcmp(argv[1], "-w") == 0;
	path = argc == 2 + words ? argv[1 + words] : "mkholidays";
	FILE *f = argc == 2 + words ? fopen(path, "r") : NULL;
	if (f == NULL)
		die("usage: mkholidays [-w] holidays.tab");
	puts(words ? "# Made by mkholidays from holidays.tab; do not edit.\nlanguage en"
		   : "/* Made by mkholidays from holidays.tab; do not edit. */\n"
		     "static const struct holiday_rule holiday_rules[] = {");
	while (fgets(buf, sizeof(buf), f) != NULL) {
		line_no++;
		if (strchr(buf, '\n') == NULL && !feof(f))
			die("line of over %zu bytes", sizeof(buf) - 2);
		if (buf[0] != '#' && *trim(buf) != '\0') {
			buf[strcspn(buf, "\n")] = '\0';
			read_line(buf);
		}
	}
	fclose(f);
	qsort(names, (size_t)n_names, sizeof(names[0]), name_order);
	if (words) {
		write_groups(true);
	} else {
		write_tables();
		puts("static const struct holiday holidays[] = {\n\t{\"\", 0, 0, 0, 0},");
		for (int i = 1; i <= n_holidays; i++)
			printf("\t%s,\n", holidays[i]);
		puts("};");
	}
	return fflush(stdout) != 0 || ferror(stdout) ? 1 : 0;
}
