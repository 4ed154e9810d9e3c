/* SPDX-License-Identifier: MIT */
#include "source/evidence.h"

#include "base/str.h"

/* Names as front matter, mail-like heads and <meta> have them, in small
 * letters, without what joins their words: "article:published_time" is
 * "articlepublishedtime". rank: how much the name promises; a "date" is
 * mostly, but not always, the day of publication. */
static const struct {
	const char *name;
	enum { TITLE, LANGUAGE, PUBLISHED } what;
	uint8_t rank;
} names[] = {
    {"title", TITLE, 1},
    {"headline", TITLE, 2},
    {"subject", TITLE, 3},
    {"ogtitle", TITLE, 4},
    {"dctitle", TITLE, 4},

    {"lang", LANGUAGE, 1},
    {"language", LANGUAGE, 1},
    {"inlanguage", LANGUAGE, 2},
    {"contentlanguage", LANGUAGE, 2},
    {"dclanguage", LANGUAGE, 2},
    {"locale", LANGUAGE, 3},
    {"oglocale", LANGUAGE, 3},

    {"articlepublishedtime", PUBLISHED, 1},
    {"datepublished", PUBLISHED, 1},
    {"publicationdate", PUBLISHED, 1},
    {"citationpublicationdate", PUBLISHED, 1},
    {"pubdate", PUBLISHED, 1},
    {"publishdate", PUBLISHED, 1},
    {"published", PUBLISHED, 1},
    {"publishedat", PUBLISHED, 1},
    {"publisheddate", PUBLISHED, 1},
    {"publisheddatetime", PUBLISHED, 1},
    {"publishedon", PUBLISHED, 1},
    {"publishedtime", PUBLISHED, 1},
    {"dcdateissued", PUBLISHED, 1},
    {"dctermsissued", PUBLISHED, 1},
    {"date", PUBLISHED, 2},
    {"dateposted", PUBLISHED, 2},
    {"dcdate", PUBLISHED, 2},
    {"dctermsdate", PUBLISHED, 2},
    {"posted", PUBLISHED, 2},
    {"postedon", PUBLISHED, 2},
    {"created", PUBLISHED, 3},
    {"createdat", PUBLISHED, 3},
    {"createddate", PUBLISHED, 3},
    {"datecreated", PUBLISHED, 3},
    {"dccreated", PUBLISHED, 3},
    {"dctermscreated", PUBLISHED, 3},
};

static bool is_name(struct dl_str s, const char *name)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_alpha((unsigned char)s.p[i]))
			continue;
		if (to_lower(s.p[i]) != *name++)
			return false;
	}
	return *name == '\0';
}

/* A copy in one line, white space folded. */
static struct dl_str fold(struct arena *arena, struct dl_str s)
{
	char *p = arena_alloc(arena, 1, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; p != NULL && i < s.n; i++)
		if (!is_space((unsigned char)s.p[i]))
			p[n++] = s.p[i];
		else if (p[n - 1] != ' ') /* s begins with no white space */
			p[n++] = ' ';
	return (struct dl_str){p, n};
}

bool evidence_take(struct evidence *e, struct arena *arena, struct text_doc *doc,
    struct dl_str name, struct dl_str value)
{
	size_t i = 0, n = sizeof(names) / sizeof(names[0]);
	value = str_trim(value);
	while (i < n && !is_name(name, names[i].name))
		i++;
	if (i == n || value.n == 0)
		return true;
	uint8_t *rank = names[i].what == TITLE	    ? &e->title
			: names[i].what == LANGUAGE ? &e->language
						    : &e->published;
	struct dl_str *to = names[i].what == TITLE	? &doc->title
			    : names[i].what == LANGUAGE ? &doc->language
							: &doc->published;
	if (*rank != 0 && *rank < names[i].rank)
		return true;
	*to = fold(arena, value);
	*rank = names[i].rank;
	return to->p != NULL;
}
