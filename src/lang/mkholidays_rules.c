/* SPDX-License-Identifier: MIT */
/* The rules of holidays.tab: the head of mkholidays.c says what they look like. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/days.h"
#include "mkholidays.h"

#define MAX_DAYS  65535
#define MAX_STEPS 4

static int n_rules, n_days;
static int32_t days[MAX_DAYS];

static int weekday(const char *s)
{
	for (int i = 1; i <= 7; i++)
		if (strncmp(mk_weekdays[i], s, 3) == 0 && s[3] == '\0')
			return i;
	mk_die("'%s' is no weekday: mon … sun", s);
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
		mk_die("the rule ends too early");
	return p->v[p->at++];
}

static int number(const char *s)
{
	char *end;
	long n = strtol(s, &end, 10);
	if (end == s || *end != '\0')
		mk_die("'%s' is no number", s);
	return (int)n;
}

static void pair(const char *s, int *a, int *b)
{
	char tail;
	if (sscanf(s, "%d-%d%c", a, b, &tail) != 2)
		mk_die("'%s': expected MONTH-DAY", s);
}

static int32_t date(const char *s)
{
	int y, m, d;
	if (sscanf(s, "%d-%d-%d", &y, &m, &d) != 3)
		mk_die("'%s' is no date", s);
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
		mk_die("%s: no such time of day", kind);
	if (n_days + n > MAX_DAYS)
		mk_die("more than %d days", MAX_DAYS);
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

/* One rule, and the one that ends it. */
static void rule(struct parts *p, const char *countries, struct mk_rules *ret)
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
		mk_die("'%s': no such rule", s);
	}
	n = n < 0 ? 0 : n;
	printf(", %d, %d, %d, %d, %d, {", a, b, c, first, n);
	int steps = 0;
	for (; p->at < p->n && step(p); steps++)
		if (steps == MAX_STEPS)
			mk_die("more than %d steps", MAX_STEPS);
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
				mk_die("expected: at HH:MM-HH:MM");
			ret->from = h * 60 + m;
			ret->to = h2 * 60 + m2;
		} else
			mk_die("'%s' is no part of a rule", s);
	}
	printf("%d, \"%s\"},\n", to ? 0 : length, countries);
	n_rules++;
	if (to)
		rule(p, "", ret);
}

void mk_read_rules(char *s, struct mk_rules *ret)
{
	char *save = NULL;
	*ret = (struct mk_rules){.first = n_rules};
	for (char *r = strtok_r(s, "|", &save); r != NULL;
	     r = strtok_r(NULL, "|", &save), ret->n++) {
		char *countries = "", *colon = strchr(r, ':');
		r = mk_trim(r);
		if (isupper((unsigned char)r[0]) && colon != NULL) {
			*colon = '\0';
			countries = mk_trim(r);
			r = colon + 1;
		}
		struct parts p = {.n = 0};
		char *more = NULL;
		for (char *w = strtok_r(r, " ", &more); w != NULL; w = strtok_r(NULL, " ", &more)) {
			if (p.n == 64)
				mk_die("a rule of over 64 parts");
			p.v[p.n++] = w;
		}
		rule(&p, countries, ret);
		if (p.at != p.n)
			mk_die("'%s' is no part of a rule", p.v[p.at]);
	}
}

void mk_write_days(void)
{
	puts("};\nstatic const uint16_t holiday_days[] = {");
	for (int i = 0; i < n_days; i++)
		printf("%d,%c", (int)(days[i] - days_from_date(SKY_FIRST_YEAR, 1, 1)),
		    i % 16 == 15 ? '\n' : ' ');
	printf("0\n};\n#define HOLIDAY_FIRST_YEAR %d\n", SKY_FIRST_YEAR);
}
