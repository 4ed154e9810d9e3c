/* SPDX-License-Identifier: MIT */
/* What a source looks like, from its first bytes. */
#include "source/sniff.h"

#include "base/str.h"
#include "source/screen.h"
#include "source/tag.h"

/* Anything can be plain text; nothing has to be. */
int sniff_text(struct dl_str head)
{
	(void)head;
	return 10;
}

/* Signs of Markdown, each found in a line or more. None of them alone is sure:
 * "#" begins lines of notes, and people underline with dashes in mail. */
int sniff_markdown(struct dl_str head)
{
	int signs = 0;
	size_t lines = 0;
	struct dl_str fence = {NULL, 0};
	for (struct dl_str rest = head; rest.n != 0; lines++) {
		struct dl_str line = str_trim(str_split(&rest, '\n'));
		if (lines == 0 && (str_eq(line, STR("---")) || str_eq(line, STR("+++"))))
			fence = line;
		else if (fence.n != 0 && str_eq(line, fence))
			signs += 3;
		size_t hashes = 0;
		while (hashes < line.n && line.p[hashes] == '#')
			hashes++;
		signs += hashes >= 1 && hashes <= 6 && hashes < line.n && line.p[hashes] == ' ';
		signs += str_starts(line, STR("```"));
		signs += str_starts(line, STR("|-")) || str_starts(line, STR("| -"));
		for (size_t i = 0; i + 1 < line.n; i++)
			signs += (line.p[i] == ']' && line.p[i + 1] == '(') ||
				 (line.p[i] == '*' && line.p[i + 1] == '*');
	}
	return signs == 0 ? 0 : signs < 3 ? 20 : 50;
}

int sniff_html(struct dl_str head)
{
	static const char *const sure[] = {"<!doctype html", "<html", "<head", "<body", NULL};
	struct dl_str s = str_trim(head);
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_trim((struct dl_str){s.p + 3, s.n - 3});
	for (size_t i = 0; sure[i] != NULL; i++) {
		struct dl_str z = str_of(sure[i]);
		if (s.n > z.n && str_eq_fold((struct dl_str){s.p, z.n}, z))
			return 95;
	}
	struct tag tag;
	size_t tags = 0, blocks = 0;
	for (size_t i = 0; i < s.n; i++) {
		i += str_find((struct dl_str){s.p + i, s.n - i}, '<');
		size_t n = i < s.n ? tag_at((struct dl_str){s.p + i, s.n - i}, &tag) : 0;
		if (n == 0 || tag.name.n == 0)
			continue;
		if (str_eq_fold(tag.name, STR("html")) || str_eq_fold(tag.name, STR("body")))
			return 90;
		tags++;
		blocks += screen_is_block(tag.name);
		i += n - 1;
	}
	return tags == 0 ? 0 : s.p[0] == '<' && blocks >= 2 ? 55 : blocks >= 4 ? 30 : 5;
}

/* The first line is an object, whole and by itself. */
int sniff_ndjson(struct dl_str head)
{
	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = (struct dl_str){head.p + 3, head.n - 3};
	head = str_trim(head);
	struct dl_str line = str_trim(str_split(&head, '\n'));
	if (line.n < 2 || line.p[0] != '{')
		return 0;
	struct dl_str inside = str_trim((struct dl_str){line.p + 1, line.n - 1});
	if (inside.n < 2 || inside.p[0] != '"')
		return 0;
	/* A line that is longer than what is looked at may be one, too. */
	return line.p[line.n - 1] == '}' ? 65 : head.p == NULL ? 30 : 0;
}

int sniff_ics(struct dl_str head)
{
	const struct dl_str begin = STR("BEGIN:VCALENDAR");
	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = (struct dl_str){head.p + 3, head.n - 3};
	head = str_trim(head);
	head.n = head.n < begin.n ? head.n : begin.n;
	return str_eq_fold(head, begin) ? 98 : 0;
}
