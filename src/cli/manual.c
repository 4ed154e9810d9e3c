/* SPDX-License-Identifier: MIT */
#include "cli/manual.h"

#include <stddef.h>

const char *const manual_extract[] = {
    "Reads documents (plain text, Markdown, HTML) and finds what happens when. Each input is a "
    "calendar of its own; several are written in the order they are named. Without FILE, or for "
    "-, standard input is read.",
    "Without --output everything goes to standard output: one format, and for several inputs only "
    "table, ndjson or csv. What a text says twice in different ways (a weekday that is not that of "
    "its "
    "date) is a warning on standard error. A file is replaced only if its bytes change.",
    "The events of an input are stamped (DTSTAMP, LAST-MODIFIED) with SOURCE_DATE_EPOCH, else with "
    "the file's modification time, else, for standard input, with the current time.",
    "iCalendar knows only days and hours. An event whose end the text does not name is one hour "
    "long there and has X-DATELINE-END:ASSUMED; a month, a season, a decade spans all the days in "
    "which it lies, marked as tentative, with its precision in the title and in X-DATELINE-EDTF.",
    "A document without events gives an empty calendar; on a terminal that is said.", NULL};

const char *const manual_timex[] = {
    "Prints the time expressions alone, one JSON object a line (see TIME EXPRESSIONS).", NULL};

const char *const manual_explain[] = {
    "Says for each event, or for the one of that UID or on that line, which bytes it comes from, "
    "which rules fired, what was written and what was assumed, and from what; and which "
    "expressions stayed background and why.",
    "  dateline explain release.txt 12\n  dateline explain -p 'on 3 May at 5pm'", NULL};

const char *const manual_build[] = {
    "Reads feeds/NAME/feed.conf (see dateline-feed(5)), extracts the sources, compares the events "
    "with those of the last run and writes the outputs below public/. Without FEED all feeds are "
    "built, in the order of their names; one that fails does not keep the others back.",
    "If nothing changed, no file is touched and nothing is printed. An event keeps its UID; its "
    "SEQUENCE and LAST-MODIFIED move only when it changes. If a source cannot be read, or more of "
    "its events are gone than guard-drop allows, that feed stays as it was.",
    "On a terminal a line for each changed feed is printed: events added, changed and removed, and "
    "the number of files written. With --verbose or --dry-run each changed event has a line below "
    "it: + for one that is new, ~ for one that changed and how, - for one that is gone.",
    "  x: +1 ~1 -0, 4 files\n      ~ 2026-03-04 20:00  Council meeting: 19:00 -> 20:00\n"
    "      + 2026-05-03  Spring fair",
    NULL};

const char *const manual_help[] = {
    "Shows how a command is used, or without COMMAND which there are.", NULL};

static const char *const description[] = {
    "reads documents that people wrote, finds what happens when, and publishes it as feeds that "
    "people subscribe to. It needs no network, no model and no account: the same input gives the "
    "same bytes.",
    "What is wrong is said as file:line:column, with the line and a caret below it.", NULL};

static const char *const jsonl[] = {
    "With --jsonl each line of the input is a JSON object and is answered with one line, in order; "
    "memory does not grow with their number. A line has these members, of which only text is "
    "needed:",
    "id\tComes back in the answer as it is.", "text\tThe document.",
    "ref, dct\tWhen it was written, as for --ref.",
    "tz, lang, prefer\tAs the options of these names; they go before the options.",
    "format\tThe type of the text, as for --from.",
    "timex answers {\"id\",\"timexes\":[...]}, extract {\"id\",\"events\":[...]}. A line that "
    "cannot be read is answered with {\"id\",\"error\":{...}} in its place, and the exit status "
    "stays 0. There is no default reference date: a line without one keeps its relative dates "
    "open.",
    NULL};

static const char *const timexes[] = {"A time expression is a JSON object:",
    "start, end\tWhere it is: bytes of the text in UTF-8, end exclusive.", "text\tThe expression.",
    "type\tDATE, TIME, DURATION or SET, as TIMEX3 has them.",
    "value\tThe TIMEX3 value: 2025-09-21, 2025-09-21TMO, P2Y, XXXX-WXX-2, PAST_REF.",
    "mod\tAPPROX, START, MID, END and so on, if the expression says so.",
    "from, to\tThe interval in local time, to exclusive; a point in time has from alone.",
    "open\tTrue if the expression leaves one side open (since 2018).",
    "grain\tThe finest field that is known.",
    "zone, offset\tThe zone it names, and the offset from UTC then.",
    "rrule\tFor a SET, the recurrence as RFC 5545 has it.",
    "alternatives\tOther values that the text leaves possible (03/04).",
    "rule\tThe rule that read it.", NULL};

static const char *const environment[] = {
    "SOURCE_DATE_EPOCH\tSeconds since 1970: stands for the current time and for file times.",
    "TZ\tThe zone in which \"today\" is taken from the clock. It is never the zone of an event: "
    "use --tz, or timezone in the feed.",
    NULL};

static const char *const files[] = {"feeds/NAME/feed.conf\tThe definition of a feed.",
    "public/NAME.*\tIts outputs, unless it says otherwise.",
    "public/.dateline/NAME.state\tWhat was published last: text, one per feed. Without it the "
    "UIDs of events whose titles have not changed stay the same, but sequence numbers start "
    "again.",
    ".NAME.0.dltmp\tA file being written. One that a killed run left is removed by the next.",
    NULL};

static const char *const examples[] = {"What is in it:", "  dateline extract release.txt",
    "A calendar, a JSON Feed, an Atom feed and a page:",
    "  dateline extract programme.md -o public/",
    "Many documents:", "  dateline extract --jsonl <documents.jsonl >events.jsonl",
    "In cron, silent unless something is wrong:", "  17 * * * * dateline build -C /srv/feeds",
    NULL};

const struct manual_section manual_sections[] = {
    {"DESCRIPTION", description},
    {"JSON LINES", jsonl},
    {"TIME EXPRESSIONS", timexes},
    {"ENVIRONMENT", environment},
    {"FILES", files},
    {"EXAMPLES", examples},
    {NULL, NULL},
};
