/* SPDX-License-Identifier: MIT */
/* What the ids mean that events and `explain` name: one sentence each, without a
 * stop. tests/api/test_reasons.c finds an id that is missing here. */
#include <dateline/parse.h>

#include "api/reasons.h"
#include "base/str.h"

struct reason {
	const char *id, *words;
};

/* Why an expression is no event, or what of it is. Ids of src/event. */
static const struct reason decisions[] = {
    {"background.anniversary", "it counts since when something is, an anniversary, and names no "
			       "day of something"},
    {"background.attribute", "it belongs to a noun (a letter of that day, a law of that year) and "
			     "says not when something happens"},
    {"background.break", "a break between entries is no event of its own"},
    {"background.citation", "in brackets behind a name it tells a life or a source"},
    {"background.crowded", "there are more times here than one sentence or line can order"},
    {"background.dateline", "it is the dateline, place and day of writing, before the first "
			    "sentence"},
    {"background.day", "it says the day of the entries below or behind it"},
    {"background.duration", "a length of time has no place in the calendar"},
    {"background.field", "a field of the document's head that describes the document, not an "
			 "event"},
    {"background.figures", "a row of figures, without a name for something that happens"},
    {"background.furniture",
	"it stands in what surrounds the text: navigation, footer, a banner, a signature"},
    {"background.header", "it heads a column of a table and dates what stands below"},
    {"background.heading", "a heading dates what stands below it"},
    {"background.history", "it was over long before the document was written and is told in "
			   "passing"},
    {"background.hours", "hours at which somebody can be reached or a house is open"},
    {"background.law", "it names a law, a treaty or the like by its year"},
    {"background.log", "it stamps a line of a log or of a conversation"},
    {"background.name", "it is part of a name, as in the name of an organisation or a product"},
    {"background.nameless", "it is somebody's own past, without a name for what happened"},
    {"background.negated", "the sentence says that it does not happen"},
    {"background.no-time", "it does not say a time that a calendar can hold"},
    {"background.period", "a period without anything said to happen in it"},
    {"background.quoted", "it stands in what a message answers, not in what it says"},
    {"background.record", "its field says something else than when the event is"},
    {"background.relative", "it only points to another time that is told of"},
    {"background.scope", "it says when what stands below happens"},
    {"background.section", "its section is about what is past or beside the point: education, "
			   "references, a list of changes"},
    {"background.set", "it recurs, but which days these are is not said"},
    {"background.since", "it says since when something is so, not that something begins"},
    {"background.speech", "it is when somebody said or wrote it"},
    {"background.stamp", "it says when the document was written, changed or takes effect"},
    {"background.statistic", "it is the period that figures are about"},
    {"background.struck", "it is struck out"},
    {"background.superseded", "it was the time before a change"},
    {"background.told", "it is told in an entry that has its time already"},
    {"background.unclear", "nothing around it is said to happen"},
    {"background.vague", "it names no time that could be told"},
    {"background.year", "a whole year without anything said to happen in it"},
    {"end.length", "the end follows from the length told beside it"},
    {"event.card", "a few lines stand together as name, time and place"},
    {"event.chronicle", "in a chronicle what follows a year or a month is its entry"},
    {"event.deadline", "something is due by then"},
    {"event.end", "it says when the event of its sentence ends"},
    {"event.field", "a field of the document's head names it as the event's time"},
    {"event.future", "it lies ahead of the day of writing and something is said of it"},
    {"event.heading", "a heading has a name and a time"},
    {"event.item", "it is the time of an entry of a list"},
    {"event.left-out", "it is a day that the series leaves out"},
    {"event.line", "it is the time of a line of its own"},
    {"event.mentioned", "it stands with something that happens"},
    {"event.narrative", "a word such as \"subsequently\" ties it to the event before"},
    {"event.none", "the sentence calls off what was expected on that day"},
    {"event.record", "fields below one another (when, where, who) describe one event"},
    {"event.recurring", "it says on which days something recurs"},
    {"event.reported", "a sentence says that something happens or happened then"},
    {"event.row", "a row of a table has a time and a name"},
    {"event.stated", "the source states it as an event for machines"},
    {"event.told-again", "the same event is told once more"},
};

/* Where a title comes from. */
static const struct reason titles[] = {
    {"event.active", "a verb says who does what"},
    {"event.concluded", "something is signed, agreed or decided"},
    {"event.due", "what must be done by then, and that it is due"},
    {"event.is", "the sentence says what it is"},
    {"event.label", "the words of the entry itself"},
    {"event.noun", "the event's own noun stands beside the time"},
    {"event.occurs", "the subject of begins, opens, takes place and the like"},
    {"event.passive", "a verb says what is done"},
    {"event.passive-held", "the subject of a sentence that says that it is held"},
    {"event.request", "the sentence asks to do something"},
    {"event.staged", "the object of hosts, organises, presents and the like"},
    {"event.status", "the subject of a sentence about its status"},
    {"event.there-is", "what the sentence says there is"},
    {"event.to-hold", "what somebody is to hold"},
    {"title.field", "the field that holds the name"},
    {"title.heading", "the heading above names what has no name of its own"},
    {"title.next", "the next one of the meeting that the document is about"},
    {"title.not-first", "another of its kind came first or says more"},
    {"title.not-heading", "a heading names only what has no name of its own"},
    {"title.not-here", "the event was told with this title as well, and the other says more"},
    {"title.not-kind", "it names only a kind of event, and the heading names it"},
    {"title.not-near", "words near the time are taken only where neither verb nor noun names it"},
    {"title.not-noun", "the verb or the entry says more than the noun"},
    {"title.not-verb", "the event's own noun or the entry names it better than the verb"},
    {"title.not-whole", "it is a part of the title that was taken"},
    {"title.sentence", "the words of the sentence near the time"},
    {"title.stop", "the stop of a tour goes behind its name"},
    {"title.subject", "what the entries of the document are about goes before or in place of it"},
};

/* Where the rest comes from. */
static const struct reason others[] = {
    {"merge.told", "the text tells of an event that the source states, and adds to it"},
    {"merge.same", "told in several places and taken together"},
    {"place.in-force", "the place of the heading, the fields or the sentence before"},
    {"place.near", "the place named beside it"},
    {"place.within", "the place of the longer event in which it lies"},
    {"series.next", "the day told as the next one begins the series"},
    {"source.h-event", "stated by the page as an h-event"},
    {"source.ics", "stated by an iCalendar file"},
    {"source.json-ld", "stated by the page in JSON-LD"},
    {"source.microdata", "stated by the page in microdata"},
    {"source.ndjson", "stated by a line of JSON"},
    {"status.cancelled", "said to be cancelled"},
    {"status.modal", "said to be possible only (may, might)"},
    {"status.moved", "said to be moved"},
    {"status.next-sentence", "the sentence after it says its status"},
    {"status.none", "said not to take place on that day"},
    {"status.tentative", "said to be provisional"},
    {"time.in-force", "the time said above the entries"},
    {"zone.document", "the document says which zone its times are in"},
    {"zone.document-places", "the zone of most places of the document"},
    {"zone.option", "the zone given by the caller (--tz, the feed's timezone)"},
    {"zone.place", "the zone of the place"},
};

/* How a row of a language reads what is written: ids without the language. */
static const struct reason rows[] = {
    {"clock.approx", "an hour that is meant roughly"},
    {"clock.half", "half past an hour"},
    {"clock.hour", "an hour"},
    {"clock.military", "a clock of four digits"},
    {"clock.minutes", "minutes past or to an hour"},
    {"clock.name", "an hour with a name, such as noon"},
    {"clock.parts", "hour and minute, each with its word"},
    {"clock.past", "a quarter or half past or to an hour"},
    {"clock.spoken", "an hour in words"},
    {"clock.written", "a clock in digits"},
    {"date.century", "a century"},
    {"date.day", "a day of the month"},
    {"date.decade", "a decade"},
    {"date.dmy", "day, then month, then the year if there is one"},
    {"date.half", "half of a year"},
    {"date.iso", "a date as ISO 8601 has it"},
    {"date.mdy", "month, then day, then the year if there is one"},
    {"date.mrel", "a month of another year or of this one, told from now"},
    {"date.my", "a month with its year"},
    {"date.numbers", "day and month in numbers with dots"},
    {"date.numeric", "a date in numbers"},
    {"date.quarter", "a quarter of a year"},
    {"date.season", "a season"},
    {"date.season_told", "a season that is told of"},
    {"date.spring", "a season whose name means something else too"},
    {"date.weekday", "a day of the week"},
    {"date.year", "a year"},
    {"day.narrated", "a day that points to the one told of"},
    {"day.reference", "a day counted from the day of writing"},
    {"duration.anchored", "so many units up to now, or from now on"},
    {"duration.half", "some and a half of a unit"},
    {"duration.led", "a length of time, as the word before it says"},
    {"duration.nights", "a number of nights"},
    {"duration.offset", "so long before or after now or something"},
    {"duration.one", "a length of one unit"},
    {"duration.part", "the first or last so many units of something"},
    {"duration.plain", "a length of time"},
    {"duration.signed", "a length of time from now, with a sign"},
    {"duration.span", "a length in short units"},
    {"duration.starting", "a length of time with its first day"},
    {"duration.vague", "a length that is not counted"},
    {"holiday", "a day with a name, by the rules of its calendar"},
    {"nothing", "words that look like a time and are none"},
    {"part.counted", "so many mornings, nights and the like ago or to come"},
    {"part.half", "am and pm without an hour: half of a day"},
    {"part.narrated", "a part of the day that is told of"},
    {"part.of_day", "a part of a day counted from the day of writing"},
    {"part.plain", "a part of the day"},
    {"part.reference", "a part of today, yesterday or tomorrow"},
    {"set.everyday", "every day"},
    {"set.frequency", "how often"},
    {"set.months", "every so many months"},
    {"set.nth", "one of several, or one in each month"},
    {"set.part", "a part of every day"},
    {"set.season", "every year in a season"},
    {"set.times", "so many times in a unit"},
    {"set.unit", "every unit"},
    {"set.weekday", "every so named weekday"},
    {"set.weeks", "every so many weeks"},
    {"unit.after", "so many units later than what is told"},
    {"unit.announced", "one of the days that were announced"},
    {"unit.beside", "the unit before or after something"},
    {"unit.context", "the unit that is told of"},
    {"unit.counted", "so many units before or after something"},
    {"unit.counted_weekday", "so many weekdays before or after something"},
    {"unit.named", "a unit beside this one, in one word"},
    {"unit.named_year", "this, last or next year of a kind, as of schools"},
    {"unit.next_after", "the unit after the next, or before the last"},
    {"unit.same_day", "the same day in another unit"},
    {"unit.week_on", "so many weeks on from a day"},
    {"unit.edge", "the beginning, middle or end of a month or year, in short"},
    {"unit.end", "the end of a unit"},
    {"unit.from", "so many units from something"},
    {"unit.half", "the first or second half of a unit"},
    {"unit.in", "so many units from now"},
    {"unit.instant", "this, the last or the next of a small unit"},
    {"unit.minute", "a minute before, after or from now"},
    {"unit.minutes", "so many minutes or hours, in signs"},
    {"unit.moved", "a unit that the words before it move, such as the coming or the last"},
    {"unit.narrated", "a unit next to what is told"},
    {"unit.nth", "the first, second, last of something"},
    {"unit.of", "the week of a day"},
    {"unit.offset", "so many units ago or to come"},
    {"unit.period", "a quarter or year that is told of, or the one a year before it"},
    {"unit.relative", "this, next or last unit"},
    {"unit.week", "a week by its number"},
    {"unit.weekday", "a weekday next to something"},
    {"unit.within", "within so many units"},
    {"unit.workday", "the next or last working day"},
    {"vague", "past, present or future, without a number"},
    {"vague.told", "past, present or future, as seen from what is told"},
};

static const char *find(const struct reason *v, size_t n, struct dl_str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(id, str_of(v[i].id)))
			return v[i].words;
	return NULL;
}

#define FIND(table, id) find(table, sizeof(table) / sizeof((table)[0]), id)

const char *reason_of_title(struct dl_str id)
{
	return FIND(titles, id);
}

const char *dl_rule_words(struct dl_str id)
{
	const char *words = FIND(decisions, id);
	if (words == NULL)
		words = FIND(titles, id);
	if (words == NULL)
		words = FIND(others, id);
	size_t dot = str_find(id, '.'); /* behind the language */
	if (words == NULL && dot == 2)
		words = FIND(rows, ((struct dl_str){id.p + 3, id.n - 3}));
	return words != NULL ? words : FIND(rows, id);
}
