/* SPDX-License-Identifier: MIT */
/* Host program: places.tab → places.inc, the gazetteer as constant tables
 * without pointers (nothing to relocate at start-up).
 *
 *     mkplaces places.tab >places.inc
 *
 * Same input, same bytes. Mistakes are reported as "places.tab:41: …". */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "lang/fold.h"
#include "mkhash.h"

#define MAX_ROWS   40000
#define MAX_ZONES  1000
#define MAX_GROUPS 4000
#define MAX_LINE   1000
#define NO_ZONE	   0xFFFF
#define NO_REGION  0xFFFF

/* In the order of preference between places of one name and size. */
enum kind { COUNTRY, REGION, CITY };

struct row {
	char *key;
	enum kind kind;
	int region, country, zone; /* zone: NO_ZONE */
	int lat, lon;		   /* hundredths of a degree; 0, 0: none */
	int thousands;
};

struct group {
	char *key, *abbreviation;
	int country, zone;
	bool whole; /* one zone in all of it */
};

static const char *file;
static int line;
static struct row rows[MAX_ROWS];
static char *zones[MAX_ZONES];
static struct group regions[MAX_GROUPS], countries[MAX_GROUPS];
static int n_rows, n_zones, n_regions, n_countries;

static void die(const char *fmt, ...)
{
	va_list ap;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static char *copy(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = malloc(n);
	if (p == NULL)
		die("out of memory");
	return memcpy(p, s, n);
}

static char *key_of(const char *name)
{
	char key[FOLD_MAX + 1];
	if (fold_key(name, strlen(name), key) == 0)
		die("'%s': a name without letters", name);
	/* "The Hague" is looked up without its article, like everything. */
	return copy(strncmp(key, "the ", 4) == 0 ? key + 4 : key);
}

/* Cuts the field before the next tab off *rest; empty at the end of the line. */
static char *field(char **rest)
{
	char *f = *rest, *tab = strchr(f, '\t');
	*rest = tab == NULL ? f + strlen(f) : tab + 1;
	if (tab != NULL)
		*tab = '\0';
	return f;
}

static int number(const char *s, int max, const char *what)
{
	char *end;
	long n = strtol(s, &end, 10);
	if (end == s || *end != '\0' || n < 0 || n > max)
		die("'%s': expected %s, 0 to %d", s, what, max);
	return (int)n;
}

static int degrees(const char *s, int max)
{
	char *end;
	double d = strtod(s, &end) * 100;
	if (end == s || *end != '\0' || d > max * 100 || d < -max * 100)
		die("'%s': expected degrees within %d", s, max);
	return (int)(d < 0 ? d - 0.5 : d + 0.5);
}

static int zone_number(const char *s)
{
	if (strcmp(s, "-") == 0)
		return NO_ZONE;
	return number(s, n_zones - 1, "the number of a zone");
}

static struct row *add(enum kind kind, const char *name)
{
	if (n_rows == MAX_ROWS)
		die("more than %d names", MAX_ROWS);
	struct row *r = &rows[n_rows++];
	*r = (struct row){.key = key_of(name), .kind = kind, .zone = NO_ZONE};
	r->country = n_countries - 1;
	r->region = kind == COUNTRY ? NO_REGION : n_regions - 1;
	return r;
}

static void read_country(char *rest)
{
	if (n_countries == 256)
		die("more than 256 countries");
	char *code = field(&rest), *zone = field(&rest), *names = field(&rest);
	if (strlen(code) != 2)
		die("'%s': expected a country code of two letters", code);
	struct group *c = &countries[n_countries++];
	*c = (struct group){.zone = zone_number(zone), .abbreviation = copy(code)};
	for (char *name = strtok(names, "|"); name != NULL; name = strtok(NULL, "|")) {
		struct row *r = add(COUNTRY, name);
		r->zone = c->zone;
		if (c->key == NULL)
			c->key = r->key;
	}
	if (c->key == NULL)
		die("a country without a name");
}

static void read_region(char *rest)
{
	if (n_regions == MAX_GROUPS || n_countries == 0)
		die("a region without a country, or more than %d", MAX_GROUPS);
	char *zone = field(&rest), *name = field(&rest);
	size_t n = strlen(zone);
	bool whole = n != 0 && zone[n - 1] == '=';
	if (whole)
		zone[n - 1] = '\0';
	struct group *g = &regions[n_regions++];
	*g = (struct group){.country = n_countries - 1, .zone = zone_number(zone)};
	g->whole = whole;
	g->abbreviation = *rest == '\0' ? copy("") : key_of(field(&rest));
	struct row *r = add(REGION, name);
	r->zone = whole ? g->zone : NO_ZONE;
	g->key = r->key;
}

/* "Frankfurt am Main", "Newcastle upon Tyne": people leave the river out. */
static void add_short_name(const struct row *full)
{
	static const char *const rivers[] = {" am ", " an der ", " upon ", " sur ", NULL};
	for (int i = 0; rivers[i] != NULL; i++) {
		char *at = strstr(full->key, rivers[i]);
		if (at == NULL)
			continue;
		struct row copied = *full;
		struct row *r = add(CITY, full->key);
		char *key = r->key;
		*r = copied;
		key[at - full->key] = '\0';
		r->key = key;
		return;
	}
}

static void read_city(char *name, char *rest)
{
	if (n_regions == 0)
		die("a city without a region");
	struct row *r = add(CITY, name);
	r->lat = degrees(field(&rest), 90);
	r->lon = degrees(field(&rest), 180);
	r->thousands = number(field(&rest), 65535, "thousands of people");
	r->zone = *rest == '\0' ? regions[n_regions - 1].zone : zone_number(field(&rest));
	add_short_name(r);
}

static void read_alias(char *rest)
{
	char *name = field(&rest), *key = key_of(rest);
	const struct row *best = NULL;
	for (int i = 0; i < n_rows; i++)
		if (rows[i].kind == CITY && strcmp(rows[i].key, key) == 0 &&
		    (best == NULL || rows[i].thousands > best->thousands))
			best = &rows[i];
	if (best == NULL)
		die("'%s' is no city above", rest);
	struct row copied = *best;
	struct row *r = add(CITY, name);
	copied.key = r->key;
	*r = copied;
}

static void read_line(char *s)
{
	char *rest = s, *first = field(&rest);
	if (strcmp(first, "Z") == 0) {
		if (n_zones == MAX_ZONES)
			die("more than %d zones", MAX_ZONES);
		zones[n_zones++] = copy(rest);
	} else if (strcmp(first, "C") == 0) {
		read_country(rest);
	} else if (strcmp(first, "R") == 0) {
		read_region(rest);
	} else if (strcmp(first, "A") == 0) {
		read_alias(rest);
	} else {
		read_city(first, rest);
	}
}

static void read_file(void)
{
	FILE *f = fopen(file, "r");
	if (f == NULL) {
		perror(file);
		exit(1);
	}
	char buf[MAX_LINE];
	while (fgets(buf, sizeof(buf), f) != NULL) {
		line++;
		size_t n = strlen(buf);
		if (n == 0 || buf[n - 1] != '\n')
			die("a line without an end, or longer than %d bytes", MAX_LINE - 2);
		buf[n - 1] = '\0';
		if (buf[0] != '#' && buf[0] != '\0')
			read_line(buf);
	}
	if (ferror(f) || fclose(f) != 0)
		die("cannot be read");
}

/* By key; of one name the largest city first, then countries, then regions. */
static int row_order(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = strcmp(x->key, y->key);
	if (c == 0)
		c = (y->thousands > x->thousands) - (y->thousands < x->thousands);
	if (c == 0)
		c = (int)x->kind - (int)y->kind;
	if (c == 0)
		c = x->country - y->country;
	if (c == 0)
		c = x->region - y->region;
	if (c == 0)
		c = x->lat != y->lat ? x->lat - y->lat : x->lon - y->lon;
	return c;
}

/* Names go into one array of bytes; returns the offset. */
static unsigned name_bytes;
static unsigned put_name(const char *s)
{
	unsigned at = name_bytes;
	fputs("\t\"", stdout);
	for (const char *p = s; *p != '\0'; p++) {
		unsigned char b = (unsigned char)*p;
		if (b == '"' || b == '\\')
			printf("\\%c", b);
		else if (b < 0x80)
			putchar(b);
		else
			printf("\\%03o", b);
	}
	puts("\\0\"");
	name_bytes += (unsigned)strlen(s) + 1;
	return at;
}

static void write_names(unsigned *key_at, unsigned *zone_at, unsigned *abbreviation_at)
{
	puts("static const char place_names[] =");
	for (int i = 0; i < n_rows; i++)
		key_at[i] = i != 0 && strcmp(rows[i - 1].key, rows[i].key) == 0
				? key_at[i - 1]
				: put_name(rows[i].key);
	for (int i = 0; i < n_zones; i++)
		zone_at[i] = put_name(zones[i]);
	for (int i = 0; i < n_regions; i++)
		abbreviation_at[i] = put_name(regions[i].abbreviation);
	puts("\t\"\";");
}

/* The offset of a key among the sorted rows. */
static unsigned key_offset(const char *key, const unsigned *key_at)
{
	int low = 0, high = n_rows;
	while (low < high) {
		int mid = (low + high) / 2;
		if (strcmp(rows[mid].key, key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return key_at[low];
}

static void write_tables(void)
{
	static unsigned key_at[MAX_ROWS], zone_at[MAX_ZONES], abbreviation_at[MAX_GROUPS];
	write_names(key_at, zone_at, abbreviation_at);
	puts("static const uint32_t place_zones[] = {");
	for (int i = 0; i < n_zones; i++)
		printf("\t%u,\n", zone_at[i]);
	puts("};\n/* code, name */\nstatic const struct place_country place_countries[] = {");
	for (int i = 0; i < n_countries; i++)
		printf("\t{\"%s\", %u},\n", countries[i].abbreviation,
		    key_offset(countries[i].key, key_at));
	puts("};\n/* name, abbreviation */\nstatic const struct place_region place_regions[] = {");
	for (int i = 0; i < n_regions; i++)
		printf("\t{%u, %u},\n", key_offset(regions[i].key, key_at), abbreviation_at[i]);
	puts("};\n/* name, region, zone, country, kind, latitude, longitude, thousands */");
	puts("static const struct place_row place_rows[] = {");
	for (int i = 0; i < n_rows; i++)
		printf("\t{%u, %d, %d, %d, %d, %d, %d, %d},\n", key_at[i], rows[i].region,
		    rows[i].zone, rows[i].country, (int)rows[i].kind, rows[i].lat, rows[i].lon,
		    rows[i].thousands);
	puts("};");
}

/* The first row of each key. */
static void write_hash(void)
{
	static uint32_t hashes[MAX_ROWS], first[MAX_ROWS];
	uint32_t n = 0;
	for (int i = 0; i < n_rows; i++) {
		if (i != 0 && strcmp(rows[i - 1].key, rows[i].key) == 0)
			continue;
		hashes[n] = lang_hash_text(rows[i].key, strlen(rows[i].key));
		first[n++] = (uint32_t)i + 1;
	}
	struct mkhash h;
	mkhash_build("mkplaces", hashes, n, n + n / 4, &h);
	mkhash_write(stdout, &h, "place", "static const", first);
	mkhash_free(&h);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: mkplaces places.tab >places.inc\n", stderr);
		return 1;
	}
	file = argv[1];
	read_file();
	qsort(rows, (size_t)n_rows, sizeof(rows[0]), row_order);
	puts("/* Made by mkplaces from places.tab; do not edit. */");
	write_tables();
	write_hash();
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("mkplaces");
		return 1;
	}
	return 0;
}
