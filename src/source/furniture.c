/* SPDX-License-Identifier: MIT */
#include "source/furniture.h"

#include "base/str.h"

bool furniture_is_hidden(const struct tag *tag)
{
	if (tag_value(tag, "hidden").p != NULL)
		return true;
	struct dl_str style = tag_value(tag, "style");
	for (; style.n >= 12; style.p++, style.n--)
		if (str_eq_fold((struct dl_str){style.p, 7}, STR("display"))) {
			struct dl_str rest = {style.p + 7, style.n - 7};
			str_split(&rest, ':');
			rest = str_trim(rest);
			return rest.n >= 4 && str_eq_fold((struct dl_str){rest.p, 4}, STR("none"));
		}
	return false;
}

static bool is_any(struct dl_str s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_eq_fold(s, str_of(*list)))
			return true;
	return false;
}

/* The last word of an id or class names what the element is: "main-nav" is
 * navigation. "has-sidebar" is not a sidebar. */
static bool names_furniture(struct dl_str names)
{
	static const char *const words[] = {"nav", "navbar", "navigation", "menu", "footer",
	    "sidebar", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "share",
	    "sharing", "social", "comments", "newsletter", "pagination", "pager", NULL};
	static const char *const without[] = {
	    "has", "with", "without", "no", "is", "show", "hide", NULL};
	while (names.n != 0) {
		struct dl_str name = str_split(&names, ' ');
		size_t n = name.n, head = 0;
		while (n > 0 && name.p[n - 1] != '-' && name.p[n - 1] != '_')
			n--;
		while (head < name.n && name.p[head] != '-' && name.p[head] != '_')
			head++;
		if (is_any((struct dl_str){name.p + n, name.n - n}, words) &&
		    (n == 0 || !is_any((struct dl_str){name.p, head}, without)))
			return true;
	}
	return false;
}

static bool is_element(const struct tag *tag, const char *name)
{
	return str_eq_fold(tag->name, str_of(name));
}

bool furniture_is(const struct tag *tag, bool in_article, bool has_article)
{
	static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary",
	    "search", "menu", "menubar", NULL};
	static const char *const boxes[] = {"div", "section", "ul", NULL};
	if (is_element(tag, "nav") || is_element(tag, "aside"))
		return true;
	if (is_element(tag, "footer"))
		return !in_article;
	if (is_element(tag, "header"))
		return !in_article && has_article;
	if (is_any(tag_value(tag, "role"), roles))
		return true;
	return is_any(tag->name, boxes) &&
	       (names_furniture(tag_value(tag, "id")) || names_furniture(tag_value(tag, "class")));
}
