/* SPDX-License-Identifier: MIT */
#include "cli/manual.h"

#include <stddef.h>

const char *const manual_extract[] = {
    "Reads documents (see INPUT) and finds what happens when. Each input is a "
    "calendar of its own; several are written in the order they are named. Without FILE, or for "
    "-, standard input is read.",
    "Without --output everything goes to standard output: one format, and for several inputs only "
    "table, ndjson or csv. What a text says twice in different ways (a weekday that is not that of "
    "its "
    "date) is a warning on standard error. A file is replaced only if its bytes change.",
    "On a terminal the table is cut to its width and coloured, and a day is said once; elsewhere "
    "it is the same plain columns each time. Of several inputs there is one table. --pager shows "
    "it page by page. Work of more than a second shows how far it is on standard error, if that is "
    "a terminal.",
    "Several inputs are read at the same time (--jobs); events, messages and files come in the "
    "order of the arguments, whatever N is.",
    "--from-date and --to-date keep what takes place, or may, between them, each by its own clock: "
    "a month, or a week of an exhibition, of which one day lies there. What recurs is kept if one "
    "of its days does; what recurs without a first day always is. --min-confidence leaves out what "
    "is less sure: 95 is an event whose day, time and title were all written, and each thing that "
    "was assumed takes something off (see explain).",
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
    "What is explained is an event by its UID, or what is on a line, as FILE LINE or as FILE:LINE "
    "from a table or a message; without either all of the document. A UID is looked for in all "
    "files that are named, without any in the feeds under feeds/ (and then explained with the "
    "options given here, not those of the feed). A line shows the events that begin or have a time "
    "there, and what is background. Each reason and rule is said in words, with its id in "
    "brackets, which --to ndjson prints as well.",
    "The tree of an expression shows how it was put together: at its leaves the rows of the "
    "language files, with file and line, and above them the joins, the first that was made "
    "lowest. The ends of a range and the days of a list are expressions of their own; from, to, "
    "after and and name their neighbours.",
    "  dateline explain release.txt:12\n  dateline explain -p 'on 3 May at 5pm'", NULL};

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

static const char *const input[] = {
    "The type is decided from the content and the name, or said with --from: text, markdown, html, "
    "email, csv, tsv, ics, ndjson or pdf.",
    "What a document states to machines makes events as it is stated; what its prose tells of the "
    "same events is merged into them, and a day or an hour that it contradicts is a warning.",
    "Charset\tUTF-8; UTF-16 with a byte order mark; or what the document declares (<meta>, an XML "
    "declaration, \"-*- coding: latin-1 -*-\" in one of the first two lines). Valid UTF-8 is "
    "UTF-8 whatever is declared. What is no UTF-8 and declares nothing is read as Windows-1252, "
    "with a warning. Bytes, lines and columns are those of the file as it is.",
    "email\tA message, or the first one of a file in mbox form. The subject is the title, without "
    "\"Re:\" and \"[list]\"; the Date line says when it was written. Of parts that say the same "
    "one is read: HTML with lists, tables or headings before plain text, plain text before other "
    "HTML. What is quoted, signatures and what mailing lists add make no events. A message that "
    "is passed on with no more than a short note is read as if it were the message, with its "
    "date. Attached text, HTML, Markdown and CSV are read up to 4 MiB each.",
    "html\tThe page's text, and events in JSON-LD, microdata, RDFa Lite (schema.org), h-event and "
    "hCalendar.",
    "csv, tsv\tA table. The delimiter is found; the columns are known by their names, in any "
    "order, in English, German or French, or else by what is in them.",
    "ics\tiCalendar. UIDs are kept, changed occurrences become events of their own; a to-do is an "
    "event on the day on which it is due. Zones may have the names that Windows gives them.",
    "ndjson\tAn event a line: what --to ndjson writes, or objects with names such as title, start, "
    "end, location, url, status and tz, and ISO 8601 dates.",
    "pdf\tThrough pdftotext -layout, a program of poppler-utils, which has to be installed; it "
    "gets "
    "60 seconds, 2 GiB of memory and may answer with 64 MiB of text. What repeats at the edges of "
    "the pages is left out. Bytes, lines and columns are those of the text that pdftotext writes.",
    NULL};

static const char *const jsonl[] = {
    "With --jsonl each line of the input is a JSON object and is answered with one line, in order; "
    "memory does not grow with their number. A line has these members, of which only text is "
    "needed:",
    "id\tComes back in the answer as it is.", "text\tThe document.",
    "ref, dct\tWhen it was written, as for --ref.",
    "tz, lang, prefer, day-order, week-start, hemisphere\tAs the options of these names; they go "
    "before the options.",
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
    "rrule\tFor a SET, the recurrence as RFC 5545 has it, with UNTIL or COUNT where a bound is "
    "said (until 3 May, from June to August, for six weeks, for 10 times); from and to are its "
    "bounds; the last of its hours (Mondays 2-4 pm) is not one. Without --intervals the bounds are "
    "expressions of their own too. Missing where no "
    "rule says when: twice a week.",
    "exdate, exrule\tFor a SET, what it leaves out (except in July, except on Sundays): TIMEX3 "
    "values, and rules.",
    "alternatives\tOther values that the text leaves possible (03/04).",
    "rule\tThe rule that read it.", NULL};

static const char *const conventions[] = {
    "Where people read the same words differently, dateline takes what the reader of an "
    "announcement would. Each item has the reading, the reason, and the option that changes it "
    "(in a feed.conf the setting of that name).",
    "on Friday\tThe Friday to come, today's if today is one; in a sentence about the past the one "
    "before (she said on Friday). Tense decides, as it does for a reader; a longer sentence "
    "without any takes the nearer one. Option: --prefer.",
    "this Friday\tThe Friday of this week, even if it is over: \"this\" points at the week. "
    "Option: --week-start.",
    "next Friday\tThe Friday of next week: an announcement that means the Friday to come writes "
    "\"on Friday\" or \"this Friday\". Option: --week-start.",
    "last Friday\tThe latest Friday before today. Option: none; write the date.",
    "this, next week\tMonday to Sunday, as ISO 8601 and most calendars outside America have it. "
    "Option: --week-start; the TIMEX3 value keeps the ISO week that begins the day after.",
    "weekend\tSaturday and Sunday; \"this weekend\" is that of this week, and on a Sunday the "
    "one that it ends; \"next weekend\" the one after. Option: none.",
    "morning\t06:00 to 12:00; afternoon 12:00 to 18:00; evening 18:00 to 24:00; night 18:00 to "
    "06:00 of the next day, for that is when a \"night of music\" is; \"tonight\" and \"last "
    "night\" end at midnight. Early and late are its first and second half. Only the interval says "
    "hours, the value says the part, and no event gets an hour from it. Option: none.",
    "noon, midnight\tNoon is 12:00. Midnight and 24:00 are the end of the day they stand with: "
    "a ball \"on Friday at midnight\" is for people who go out on Friday. Option: none.",
    "at five\tA spoken clock without am or pm (at five, 4 o'clock, half past two) from one to six "
    "is of the afternoon, from seven on of the morning: that is when things begin. A part of the "
    "day, the other end of a range or a nought (03:00) decides first. Option: none; write am or "
    "pm.",
    "at 9:30\tWithout am or pm the 24-hour clock, unless the other end of its range or a part "
    "of the day says otherwise. A clock alone is of the day told last, else of the day of "
    "writing, even if that hour is over: a programme is read afterwards too. Option: --prefer "
    "future takes tomorrow for what is over, past takes yesterday for what is to come.",
    "in March, 3 May\tWithout a year: that of the heading or of what is told; else the next one, "
    "or in a sentence about the past the last one; up to 75 days away the near one in any tense. "
    "A longer sentence without any takes the nearer one. Option: --prefer.",
    "Tue, 3 October\tA note, up to 64 bytes that are no sentence with a stop, looks ahead: it is "
    "written for what is to come, with two weeks of grace for a date that has just gone; a clock "
    "that is all there is and is over is tomorrow's. Option: --prefer.",
    "3/4/2027\tAs the other dates of the document show; without any the day first, with both "
    "readings among the alternatives. With dots the day is always first, with --lang en or en-US "
    "the month. Option: --day-order.",
    "3/4/49\tA year of two digits is of this century up to 49, of the last from 50: print does "
    "not write '55 for 2055. Option: none.",
    "end of May\tThe value is the month, marked START, MID or END; the interval is a third of it: "
    "its first ten days, the next ten, the rest; four months of a year; of a week Monday to "
    "Wednesday and Friday to Sunday. \"Later this month\" is its second half, from today on; "
    "\"earlier this month\" its first, up to today. Option: none.",
    "the next two weeks\tWhole weeks, months, years of the calendar behind this one, as \"next "
    "week\" is one; \"the past two weeks\" those before it. Days are counted from tomorrow, or "
    "up to yesterday. The value is the length. Option: none.",
    "in a week\tThe day seven days from now; \"within a week\" is a length, and with --intervals "
    "its last day. Option: none.",
    "by, until Friday\tFriday is included: who hands in on Friday is in time. \"From Monday to "
    "Friday\" ends when Friday does. \"Before Friday\" leaves Friday out, \"after Friday\" too. "
    "With --intervals these leave one side open; \"by\" begins now. Option: none.",
    "biweekly\tEvery two weeks, as fortnightly; twice a week is mostly written out. Option: none.",
    "every second Friday\tEvery other one; \"every third Friday\" is that of each month, as "
    "programmes have it, and from the fifth on they are counted through. \"The first Monday of the "
    "month\" recurs. Option: none; write \"of each month\".",
    "every Friday until May\tEnds where May begins, \"through May\" and \"from March to May\" with "
    "it; a day belongs to it: until 3 May. \"For six weeks\" is counted from its start, else from "
    "the reference. What is excepted by a rule only a calendar knows (except on holidays) is "
    "not said. Option: none.",
    "every night\tThe value says the part of the day, the rule the days alone: nobody said an "
    "hour. Option: none.",
    "a couple of years\tTwo; of a few and several the value says no number (PXY, PAST_REF), and "
    "only the interval of \"a few days ago\" counts three, of several seven. Option: none.",
    "spring\tWhole months, as weather services count: spring March to May, summer June to "
    "August, autumn September to November, winter from December of its year to February. "
    "Programmes do not wait for the solstice. Option: --hemisphere south has them six months "
    "later.",
    "quarter\tOf the calendar year; \"fiscal 2027\" is the year 2027, for whose business year it "
    "is the text seldom says. Option: none.",
    "the 19th century\t1800 to 1899, and the 1990s 1990 to 1999, as people say, not from 1801. "
    "Option: none.",
    "44 BC\tThe value counts as people do, BC0044; the interval and EDTF as ISO 8601 does, which "
    "has a year 0: -0043. Once such a year was named, \"in 43\" is one too. Option: none.",
    "history\tA text that names at least six years, most of them past, and four times as many as "
    "words that count from the day of writing (yesterday, last week), tells a history. There a "
    "year that is left out goes on from what is told, \"last year\" is said by somebody in it, and "
    "\"the former owner\" and \"at the same time\" count. Option: none.",
    NULL};

static const char *const holidays[] = {
    "Some 400 days are known by name, in the spellings that are common in English. One of several "
    "days (Ramadan, Lent, Hanukkah) has its first day as value and all of them as interval. "
    "Without a year the next one is meant, in a sentence about the past the last one that is over; "
    "--prefer changes that as it does for months.",
    "Countries\tWhere countries keep a name on different days (Mother's Day, Labour Day, "
    "Thanksgiving) the region of --lang decides (en-GB), else the country of --tz, else the use of "
    "most speakers of English, mostly that of the United States.",
    "Christian\tBy the Gregorian Easter; by the Julian one where the name says orthodox. Any year "
    "from 326.",
    "Jewish\tThe arithmetic calendar, with fasts and memorial days moved off the Sabbath as the "
    "tradition has it. The day is the one that follows the evening on which it begins.",
    "Islamic\tUmm al-Qura, the civil calendar of Saudi Arabia: from 1972 by its own rules, before "
    "by its present one. Where the Moon is looked for, a month may begin a day later.",
    "Hindu, Sikh, Jain\tBy tithi, nakshatra and the entry of the Sun into a sign, for New Delhi "
    "with Lahiri's ayanamsa. Regions and almanacs differ by a day in some years.",
    "Chinese\tNew moons and solar terms of Beijing. What follows the sky (Islamic, Hindu, Chinese, "
    "Nowruz, solstices) is computed for 1930 to 2100; in other years its date stays open.",
    "Not days\tNames that are ordinary words too need a capital letter: Lent, May Day. "
    "Days that are appointed each time (elections but those of November, days of mourning) are not "
    "known, nor is a holiday that is moved because it falls on a weekend.",
    NULL};

static const char *const environment[] = {
    "SOURCE_DATE_EPOCH\tSeconds since 1970: stands for the current time and for file times.",
    "TZ\tThe zone in which \"today\" is taken from the clock. It is never the zone of an event: "
    "use --tz, or timezone in the feed.",
    "DATELINE_PAGER, PAGER\tThe pager for --pager, run by sh; without both less -FRX.",
    "NO_COLOR, TERM\tNo colours if NO_COLOR is not empty, or TERM is dumb or not set.",
    "COLUMNS\tThe width of the terminal, before what it says itself.", NULL};

static const char *const files[] = {"feeds/NAME/feed.conf\tThe definition of a feed.",
    "public/NAME.*\tIts outputs, unless it says otherwise.",
    "public/.dateline/NAME.state\tWhat was published last: text, one per feed. Without it the "
    "UIDs of events whose titles have not changed stay the same, but sequence numbers start "
    "again.",
    ".NAME.0.dltmp\tA file being written. One that a killed run left is removed by the next.",
    NULL};

static const char *const examples[] = {"What is in it:", "  dateline extract release.txt",
    "A calendar, a JSON Feed, an Atom feed and a page:",
    "  dateline extract programme.md -o public/", "The surer events of May, page by page:",
    "  dateline extract --pager --min-confidence 70 --from-date 2027-05 --to-date 2027-05 *.md",
    "Many documents:", "  dateline extract --jsonl <documents.jsonl >events.jsonl",
    "In cron, silent unless something is wrong:", "  17 * * * * dateline build -C /srv/feeds",
    NULL};

const struct manual_section manual_sections[] = {
    {"DESCRIPTION", description},
    {"INPUT", input},
    {"JSON LINES", jsonl},
    {"TIME EXPRESSIONS", timexes},
    {"CONVENTIONS", conventions},
    {"HOLIDAYS", holidays},
    {"ENVIRONMENT", environment},
    {"FILES", files},
    {"EXAMPLES", examples},
    {NULL, NULL},
};
