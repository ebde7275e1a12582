#!/usr/bin/env bash
# The step of action.yml: compares the STIG files that changed between two commits. Inputs are in the environment; what a
# pull request brings is only ever read as data.
set -euo pipefail

work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/stigkit-XXXXXX")
comment="$work/comment.md"
root=$(git rev-parse --show-toplevel)
cd "$root"

# Whatever ends the step, what follows can read its outputs.
files=0 differs=false failed=false
finish() {
  local code=$? mark
  mark="end-$(basename "$work")"
  [[ -e $comment ]] || printf '' > "$comment"
  {
    printf 'files=%s\ndiffers=%s\nfailed=%s\ncomment-file=%s\n' "$files" "$differs" "$failed" "$comment"
    printf 'comment<<%s\n%s\n%s\n' "$mark" "$(< "$comment")" "$mark"
  } >> "$GITHUB_OUTPUT"
  exit "$code"
}
trap finish EXIT

fail() {
  printf '::error title=stigkit::%s\n' "$1"
  exit 2
}

# The command: the one named, the build beside this script, one on the PATH, or the registry's.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ -n ${COMMAND:-} ]]; then
  read -ra stigkit <<< "$COMMAND"
elif [[ -f $here/dist/cli.js ]]; then
  stigkit=(node "$here/dist/cli.js")
elif command -v stigkit > /dev/null; then
  stigkit=(stigkit)
else
  stigkit=(npx --yes "stigkit@$(node -p 'require(process.argv[1]).version' "$here/package.json")")
fi

# A new branch has nothing before it: everything is new.
if [[ -z ${BASE:-} || $BASE =~ ^0+$ ]]; then
  from=$(git hash-object -t tree /dev/null)
else
  for commit in "$BASE" "$HEAD"; do
    git cat-file -e "$commit^{commit}" 2> /dev/null || git fetch --quiet --depth=1 origin "$commit" ||
      fail "The commit $commit is not there. Check out with fetch-depth: 0."
  done
  # What came into the base meanwhile is no change of the pull request.
  from=$(git merge-base "$BASE" "$HEAD" 2> /dev/null || printf '%s' "$BASE")
fi

# Changed files of both commits, each set in a folder of its own; a checklist is compared with checklists.
put() { # commit, file, folder
  mkdir -p "$3/$(dirname "$2")"
  git cat-file --filters "$1:$2" > "$3/$2"
}
read -ra paths <<< "${PATHS:-}"
while IFS= read -r -d '' status && IFS= read -r -d '' file; do
  files=$((files + 1))
  kind=stigs
  [[ $file == *.ckl || $file == *.cklb ]] && kind=checklists
  mkdir -p "$work/$kind/old" "$work/$kind/new"
  [[ $status == A ]] || put "$from" "$file" "$work/$kind/old"
  [[ $status == D ]] || put "$HEAD" "$file" "$work/$kind/new"
done < <(git diff --name-status --no-renames -z "$from" "$HEAD" -- "${paths[@]}")

if ((files == 0)); then
  printf 'No STIG content changed.\n' | tee "$comment" >> "$GITHUB_STEP_SUMMARY"
  exit 0
fi

names() { # folder: the files in it, as a Markdown list
  (cd "$1" && find . -type f | LC_ALL=C sort | sed 's/^\.\//- `/; s/$/`/')
}
kinds=()
for kind in stigs checklists; do [[ -d $work/$kind ]] && kinds+=("$kind"); done
read -ra args <<< "${ARGS:-}"
[[ -z ${FAIL_ON:-} ]] || args+=(--fail-on "$FAIL_ON")
worst=0
for kind in "${kinds[@]}"; do
  cd "$work/$kind"
  if [[ -z $(ls old) || -z $(ls new) ]]; then
    # Nothing to compare with.
    differs=true
    [[ -n $(ls old) ]] && side=old word=Removed || side=new word=New
    { printf '## %s %s\n\n' "$word" "$kind" && names "$side"; } | tee -a "$comment" >> "$GITHUB_STEP_SUMMARY"
    continue
  fi
  code=0
  "${stigkit[@]}" diff old new --to markdown --max-bytes $((MAX_BYTES / ${#kinds[@]})) --github --exit-code \
    -o "$work/$kind.md" ${args[@]+"${args[@]}"} || code=$?
  ((code < 2)) || worst=$code
  ((code == 0)) || differs=true
  # --exit-code says that something differs; whether a gate is closed is asked without it.
  if ((code == 1)) && [[ -n ${FAIL_ON:-} ]]; then
    "${stigkit[@]}" diff old new --summary --quiet ${args[@]+"${args[@]}"} > "$work/gate.txt" || failed=true
  fi
  [[ -e $work/$kind.md ]] && cat "$work/$kind.md" >> "$comment"
done
((worst < 2)) || fail 'The comparison could not be made; the messages above say why.'
[[ $failed == false ]] || exit 1
