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
 *   -                    no day: "Easter eggs"
 * then, in turn:
 *   +3 -1                days      >=mon >mon <=mon <mon   the weekday nearest so
 *   if sat +1            only if it is a Saturday; the first that fits counts
 *   for 8                so many days      to RULE    up to the day before that
 *   at 20:30-21:30       hours of the day
 *
 * lang       the line "lang TAB de TAB Easter TAB ostern" has spellings of a language,
 *   which count in its texts alone; those of other lines count in all
 * zones      the line "zones TAB CC TAB Zone/One Zone/Two" has those of a country
 * spellings  a, b, …   in lower case: (x|y) one of, ? after a word or group: or
 *   nothing, 's? with or without "s". A capital letter is asked for by ^ at the
 *   end, a capital or a year behind it by ~, a capital, a year or no article and
 *   preposition before it by a ? of its own, a capital and a
 *   preposition or the other end of a range by &. "saint" may be "st", a weekday at
 *   the end abbreviated, apostrophes and hyphens left out. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/days.h"
#include "mkholidays.h"

#define HOLIDAY_ANYTHING (1u << 26) /* as in when/holiday_tables.h */

#define MAX_LINE  2048
#define MAX_NAMES 8192
#define MAX_TEXT  96
#define MAX_ZONES 256

enum {
	CAP = 1,
	WEAK = 2,
	SHORT = 4,
	WEEKDAY = 8,
	DOUBT = 16,
	LATENT = 32
}; /* as in when/holiday.h */

struct name {
	char key[MAX_TEXT], text[MAX_TEXT];
	int flags, holiday;
	int lang; /* index into langs; 0: of all */
};

static const char *path;
static int line_no, n_names, n_holidays;
static struct name names[MAX_NAMES];
static struct {
	char name[64], country[3];
} zones[MAX_ZONES];
static int n_zones;
static bool words; /* -w: no tables */
#define MAX_LANGS 32
static char langs[MAX_LANGS][8] = {"en"};
static int n_langs = 1, lang; /* of the spellings being read; 0: all */
const char *const mk_weekdays[] = {
    "", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

void mk_die(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", path, line_no);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

char *mk_trim(char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	size_t n = strlen(s);
	while (n != 0 && isspace((unsigned char)s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* ---- names ---- */

static void put_name(const char *key, size_t n, const char *text, int flags)
{
	for (int i = 0; i < n_names; i++)
		if (strcmp(names[i].text, text) == 0 && strncmp(names[i].key, key, n) == 0 &&
		    names[i].key[n] == '\0') {
			if (names[i].holiday != n_holidays)
				mk_die("'%s' names another holiday already", text);
			return;
		}
	if (n_names == MAX_NAMES)
		mk_die("more than %d spellings", MAX_NAMES);
	struct name *m = &names[n_names++];
	*m = (struct name){.flags = flags, .holiday = n_holidays, .lang = lang};
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
		size_t k = strlen(mk_weekdays[i]);
		if (n > k && strcmp(s + n - k, mk_weekdays[i]) == 0)
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
			mk_die("a spelling of nothing");
		add_variants(so_far, flags);
		return;
	}
	size_t n = strcspn(pattern, *pattern == '(' ? ")" : " ");
	if (*pattern == '(') {
		if (pattern[n] != ')')
			mk_die("')' is missing");
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
			mk_die("'%s': a group in a group", item);
		*strchr(inner, ')') = '\0';
	}
	for (char *a = strtok_r(inner, "|", &save); a != NULL; a = strtok_r(NULL, "|", &save)) {
		int len =
		    snprintf(text, sizeof(text), "%s%s%s", so_far, *so_far == '\0' ? "" : " ", a);
		if (len < 0 || (size_t)len >= sizeof(text))
			mk_die("a spelling of over %d bytes", MAX_TEXT - 1);
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
		p = mk_trim(p);
		size_t n = strlen(p);
		int flags = n < 3			   ? 0
			    : p[n - 1] == '^'		   ? CAP
			    : p[n - 1] == '&'		   ? CAP | LATENT
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

/* The first words of the names of one language. */
static void write_words(int of)
{
	int n = 0;
	printf("language %s\n", langs[of]);
	for (int i = 0, k; i < n_names; i = k, n++) {
		bool own = false;
		for (k = i; k < n_names && strcmp(names[i].key, names[k].key) == 0; k++)
			own |= names[k].lang == 0 || names[k].lang == of;
		if (own)
			printf("word holiday %s = %d\n", names[i].key, n);
	}
}

static void write_groups(void)
{
	for (int i = 0, k; i < n_names; i = k) {
		for (k = i; k < n_names && strcmp(names[i].key, names[k].key) == 0; k++)
			;
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
	mk_write_days();
	puts("static const struct holiday_zone holiday_zones[] = {");
	for (int i = 0; i < n_zones; i++)
		printf("\t{\"%s\", \"%s\"},\n", zones[i].name, zones[i].country);
	puts("};");
	puts("static const struct holiday_name holiday_names[] = {");
	for (int i = 0; i < n_names; i++)
		printf("\t{\"%s\", %d, %d},\n", names[i].text, names[i].flags, names[i].holiday);
	puts("};\nstatic const struct holiday_group holiday_groups[] = {");
	write_groups();
	puts("};");
}

static char *holidays[1024];
static char *own_names[1024];

/* "zones TAB CC TAB Zone/One Zone/Two" */
static void read_zones(char *s)
{
	char *country = strtok(s, "\t"), *zone = strtok(NULL, " ");
	if (country == NULL || zone == NULL || strlen(country) != 2)
		mk_die("expected: zones TAB country TAB zones");
	for (; zone != NULL && n_zones < MAX_ZONES; zone = strtok(NULL, " "), n_zones++) {
		snprintf(zones[n_zones].name, sizeof(zones[0].name), "%s", zone);
		strcpy(zones[n_zones].country, country);
	}
	if (n_zones == MAX_ZONES)
		mk_die("%d zones or more", MAX_ZONES);
}

/* "lang TAB de TAB Easter TAB ostern, ostersonntag" */
static void read_lang(char *s)
{
	char *tag = strtok(s, "\t"), *name = strtok(NULL, "\t"), *spellings = strtok(NULL, "");
	int all = n_holidays;
	if (spellings == NULL || strlen(tag) >= sizeof(langs[0]))
		mk_die("expected: lang TAB language TAB name TAB spellings");
	for (lang = 1; lang < n_langs && strcmp(langs[lang], tag) != 0; lang++)
		;
	if (lang == MAX_LANGS)
		mk_die("more than %d languages", MAX_LANGS);
	if (lang == n_langs)
		strcpy(langs[n_langs++], tag);
	for (n_holidays = 1; n_holidays <= all && strcmp(own_names[n_holidays], name) != 0;)
		n_holidays++;
	if (n_holidays > all)
		mk_die("'%s' is no name of a line before", name);
	read_names(spellings);
	n_holidays = all;
	lang = 0;
}

static void read_line(char *s)
{
	if (strncmp(s, "lang\t", 5) == 0) {
		read_lang(s + 5);
		return;
	}
	if (strncmp(s, "zones\t", 6) == 0) {
		read_zones(s + 6);
		return;
	}
	char *rules = strchr(s, '\t'), *spellings = NULL;
	if (rules == NULL || (spellings = strchr(rules + 1, '\t')) == NULL)
		mk_die("expected: name TAB rules TAB spellings");
	*rules++ = *spellings++ = '\0';
	struct mk_rules r = {0};
	if (!words && strcmp(mk_trim(rules), "-") != 0)
		mk_read_rules(rules, &r);
	char text[256];
	snprintf(text, sizeof(text), "{\"%.120s\", %d, %d, %d, %d}", s, r.first, r.n, r.from, r.to);
	if (n_holidays + 1 == (int)(sizeof(holidays) / sizeof(holidays[0])))
		mk_die("too many holidays");
	holidays[++n_holidays] = strcpy(malloc(strlen(text) + 1), text);
	own_names[n_holidays] = strcpy(malloc(strlen(s) + 1), s);
	read_names(spellings);
}

int main(int argc, char **argv)
{
	static char buf[MAX_LINE];
	words = argc == 3 && strcmp(argv[1], "-w") == 0;
	path = argc == 2 + words ? argv[1 + words] : "mkholidays";
	FILE *f = argc == 2 + words ? fopen(path, "r") : NULL;
	if (f == NULL)
		mk_die("usage: mkholidays [-w] holidays.tab");
	puts(words ? "# Made by mkholidays from holidays.tab; do not edit."
		   : "/* Made by mkholidays from holidays.tab; do not edit. */\n"
		     "static const struct holiday_rule holiday_rules[] = {");
	while (fgets(buf, sizeof(buf), f) != NULL) {
		line_no++;
		if (strchr(buf, '\n') == NULL && !feof(f))
			mk_die("line of over %zu bytes", sizeof(buf) - 2);
		if (buf[0] != '#' && *mk_trim(buf) != '\0') {
			buf[strcspn(buf, "\n")] = '\0';
			read_line(buf);
		}
	}
	fclose(f);
	qsort(names, (size_t)n_names, sizeof(names[0]), name_order);
	if (words) {
		for (int i = 0; i < n_langs; i++)
			write_words(i);
	} else {
		write_tables();
		puts("static const struct holiday holidays[] = {\n\t{\"\", 0, 0, 0, 0},");
		for (int i = 1; i <= n_holidays; i++)
			printf("\t%s,\n", holidays[i]);
		puts("};");
	}
	return fflush(stdout) != 0 || ferror(stdout) ? 1 : 0;
}
