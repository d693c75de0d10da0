# bash completion for dropzone: the program itself returns the completions.
_dropzone() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null | grep -v '^/\|^-?$')" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _dropzone dropzone
