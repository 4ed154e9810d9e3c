# SPDX-License-Identifier: MIT
# awk -f src/layers.awk src/LAYERS src/*/*.[ch] include/dateline/*.h
# Says which #include breaks a rule of src/LAYERS; exit 1 if any does.
function complain(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; bad = 1 }
function fence(name, i, n, who) { # a foreign header may be fenced in
	for (i = 1; i <= fences; i++) {
		if (index(name, prefix[i]) != 1)
			continue
		for (n = split(files[i], who, " "); n && who[n] != self && who[n] != stage "/"; n--)
			;
		if (!n)
			complain("<" name "> is only for " files[i])
	}
}
{ sub(/\r$/, "") }
NR == FNR { # the rules
	sub(/#.*/, "")
	if (!NF)
		next
	if ($1 == "!") {
		prefix[++fences] = $2
		sub(/^[ \t]*![ \t]*[^ \t]+[ \t]*/, ""); files[fences] = $0
	} else {
		known[$1] = 1
		sub(/:/, " : ")
		for (i = 3; i <= NF; i++) {
			may[$1, $i] = 1
			if (!($i in known))
				complain($1 " names " $i ", which is not above it")
		}
	}
	next
}
FNR == 1 {
	n = split(FILENAME, part, "/"); stage = part[n - 1]; self = stage "/" part[n]
	public = FILENAME ~ /(^|\/)include\/dateline\//
	if (!public && !(stage in known))
		complain("src/LAYERS has no line for the folder " stage)
}
/^[ \t]*#[ \t]*include[ \t]*["<]/ {
	name = $0; sub(/^[^"<]*["<]/, "", name); sub(/[">].*/, "", name)
	to = name; sub(/\/.*/, "", to)
	if (name ~ /\.\./)
		complain("name headers from src/, not with ..: " name)
	else if (name ~ /\// && ($0 ~ /"/ || to in known) && to != stage && to != "dateline" &&
	    !((stage, to) in may))
		complain(stage " may not include " name)
	else if ($0 ~ /"/ && public)
		complain("a public header includes only <dateline/*.h>: " name)
	fence(name)
}
END { exit bad }
