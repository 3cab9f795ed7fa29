# completions - options.def as what a shell completes, at build time.
#
#	awk -v shell=bash|zsh|fish -f completions.awk options.def
#
# What an option takes is told by its argument: a file, a folder, or one of the words below. A test
# (tests/completions.sh) sees that the program takes each of them.
BEGIN {
	words["clean"] = "on dim off"
	words["color"] = "auto always never"
	words["dump"] = "text jsonl links html"
	words["hyperlinks"] = "auto always never"
	words["theme"] = "terminal dark light mono contrast"
	split("bash zsh fish", known)
	if (shell != known[1] && shell != known[2] && shell != known[3]) exit 1
	if (shell == "bash") bash_head()
	if (shell == "zsh") print "#compdef abreast\n_arguments -s \\"
	if (shell == "fish") print "# abreast: made from options.def"
}

function bash_head()
{
	print "# abreast: made from options.def"
	print "_abreast()"
	print "{"
	print "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}"
	print "\tif [ \"$word\" = = ]; then word=; elif [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi"
	print "\tcase $before in"
}

# The fields of OPTION(id, letter, name, argument, help).
/^OPTION\(/ {
	line = $0
	letter = line ~ /^OPTION\([A-Z_]+, *'/ ? substr(line, index(line, "'") + 1, 1) : ""
	split(line, part, "\"")
	name = part[2]; argument = part[4]; help = part[6]
	maybe = sub(/^\[/, "", argument); sub(/\]$/, "", argument)
	kind = argument == "FILE" ? "file" : argument == "DIR" ? "folder" : argument == "" ? "none" : "word"
	if (shell == "bash") bash_option()
	if (shell == "zsh") zsh_option()
	if (shell == "fish") fish_option()
}

function bash_option()
{
	all = all " --" name (argument != "" && !maybe ? "=" : "")
	if (kind == "none") return
	printf "\t--%s%s) ", name, letter != "" && !maybe ? " | -" letter : ""
	if (kind == "file") print "mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;"
	else if (kind == "folder") print "mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;"
	else print "mapfile -t COMPREPLY < <(compgen -W '" words[name] "' -- \"$word\"); return ;;"
}

function zsh_option(spec, action)
{
	gsub(/:/, "\\\\:", help)
	gsub(/'/, "'\\''", help)
	action = kind == "file" ? ":file:_files" : kind == "folder" ? ":folder:_files -/" : \
	    kind == "none" ? "" : name in words ? ":" argument ":(" words[name] ")" : ":" argument ": "
	spec = kind == "none" ? "--" name : maybe ? "--" name "=-" : "--" name "="
	printf "\t'*%s[%s]%s%s' \\\n", spec, help, maybe ? ":" : "", action
	if (letter != "")
		printf "\t'*-%s[%s]%s' \\\n", letter, help, maybe ? "" : action
}

function fish_option()
{
	gsub(/'/, "\\'", help)
	printf "complete -c abreast -l %s%s", name, letter != "" ? " -s " letter : ""
	if (kind == "file") printf " -r -F"
	else if (kind == "folder") printf " -x -a '(__fish_complete_directories)'"
	else if (kind == "word") printf " %s-a '%s'", maybe ? "-f " : "-x ", words[name]
	printf " -d '%s'\n", help
}

END {
	if (shell == "bash") {
		print "\tesac"
		print "\tcase $word in"
		print "\t-*) mapfile -t COMPREPLY < <(compgen -W '" substr(all, 2) "' -- \"$word\")"
		print "\t\t[[ ${COMPREPLY-} != *= ]] || compopt -o nospace ;;"
		print "\t*) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;"
		print "\tesac"
		print "}"
		print "complete -o filenames -F _abreast abreast"
	}
	if (shell == "zsh") print "\t'*:source:_files'"
}
