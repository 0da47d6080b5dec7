#compdef geckos3
# zsh completion of geckos3
local -a both=(
    '-data-dir=[root directory of the buckets]:directory:_files -/'
    '-config=[configuration file, HOCON or JSON]:file:_files'
    '-help[print the usage and exit]'
)
if [[ $words[2] == verify ]] && (( CURRENT > 2 )); then
    shift words
    (( CURRENT-- ))
    _arguments $both \
        '-json[print a report for programs]' \
        '-repair[move what is damaged to .geckos3/quarantine]'
elif [[ $words[2] == migrate ]] && (( CURRENT > 2 )); then
    shift words
    (( CURRENT-- ))
    _arguments \
        '*-bucket=[copies only this bucket]:bucket:' \
        '-verify-only[compares and changes nothing]' \
        '-help[print the usage and exit]' \
        '1:configuration of the source:_files' \
        '2:configuration of the target:_files'
else
    _arguments $both \
        '-listen=[host\:port, or \:port for all addresses]:address:' \
        '-admin-listen=[where health, metrics and the admin API are served]:address:' \
        '-access-key=[access key]:key:' \
        '-secret-key=[secret key, better in a file]:key:' \
        '-auth=[whether requests are authenticated]:whether:(true false)' \
        '-region=[the only region to accept]:region:' \
        '-durability=[whether a power cut may lose the last seconds]:durability:(strict relaxed)' \
        '-log-level=[what the server says of itself]:level:(off error warn info debug all)' \
        '*-set[sets any key of the configuration file]:key=value:' \
        '-check-config[check the configuration and exit]' \
        '-version[print the version and exit]' \
        '1::command:((verify\:"look for damage in a data directory" migrate\:"copy buckets to another storage engine"))'
fi
