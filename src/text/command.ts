import { NAMES, WORDS } from './command-names.js';

/**
 * Tells lines that are typed, configured or printed by a machine from prose. DISA marks neither, so this is judgement
 * by look; nothing depends on it but the typeface, as every line is kept whole either way. What is doubtful is prose: a
 * command in a proportional face can be read, a paragraph in monospace that never wraps cannot.
 *
 * Every pattern is linear: no quantifier stands within another.
 */

/** A prompt in front: `$ sudo`, `# grep`, `% vi`, `> show`, `PS C:\> Get-`, `SQL> select`, `root@host:~#`. */
const PROMPT = /^\s*(?:[$#%>]\s+\S|#\S|\$\s*\S*\/|PS(?: [^>]{0,80})?> ?\S|(?:SQL|mysql|postgres=|\w+=)[>#] ?\S)/;
/** Prompts of hosts and network devices: `[root@host ~]# id`, `user@host:~$ ls`, `R1(config)# ntp`, `SW1#show`. */
const HOST_PROMPT =
  /^\s*(?:\[\w+@[^\]]{1,60}\][#$] |\w+@[\w.-]{1,60}(?::\S{0,80})?[#$>%] ?|\w[\w.-]{1,40}(?:\([\w.-]{1,40}\))?# ?[a-z])/;
/** Shell commands that DISA writes without a prompt, in lower case (`Find the account` is prose). */
const COMMAND = new RegExp(`^\\s*(?:${NAMES})(?:\\s+\\S.*)?$`);
const WORDY_COMMAND = new RegExp(`^\\s*(?:${WORDS})\\s+(\\S.*)$`);
const SHELL_WORD = /^\s*(?:fi|done|then|else|do|esac)(?:\s*;)?\s*$/;
/** What follows a command's name when it is a command: options, paths, variables, pipes, quotes, a unit's name. */
const ARGUMENTS = /(?:^|\s)-{1,2}[A-Za-z]|[/|$<>=;&*\\]|\.(?:service|socket|timer|conf|d)\b|\[/;
const CMDLET =
  /^\s*(?:Get|Set|New|Remove|Add|Enable|Disable|Install|Uninstall|Import|Export|Invoke|Test|Start|Stop|Restart|Select|ForEach|Where|Format|Out|Write|Clear|Resolve|Update|Grant|Revoke|Search|Connect)-[A-Z][A-Za-z]+(?:\s|$)/;
const SQL =
  /^\s*(?:SELECT|ALTER|CREATE|GRANT|REVOKE|EXEC|EXECUTE|DROP|UPDATE|INSERT|DELETE|FROM|WHERE|DECLARE)\s+[\w"'[@*(.$<]/;
/** `net.ipv4.ip_forward = 1`, `PASS_MAX_DAYS=60`, `$InputTCPServerRun = 514`: one word, an equals sign, a value. */
const ASSIGNMENT = /^\s*[$\w.\-[\]/@:"']{2,120}\s{0,8}=\s{0,8}\S/;
/** Lines of audit.rules: `-a always,exit -F arch=b32`, `-w /etc/sudoers -p wa`, `-e 2`. */
const AUDIT_RULE = /^\s*-(?:a|A|w|e|f|b|D)\s+(?:always|never|exit|task|user|\/|\d)/;
/** Lines of limits.conf: `* hard core 0`. */
const LIMITS_RULE = /^\s*(?:\*|@?\w{1,40})\s+(?:hard|soft|-)\s+\w{1,20}\s+\S+\s*$/;
/** Lines of PAM: `auth required pam_faillock.so`, and of mounts: `/dev/sda1 on /boot type xfs`, `UUID=.. /boot ext4`. */
const PAM_RULE =
  /^\s*-?(?:auth|account|password|session)\s+(?:required|requisite|sufficient|optional|include|substack|\[)/;
/** `ls -l`: `-rw-r--r--. 1 root root`, `drwxr-x---`. */
const LISTING = /^\s*[-dlcbps][-rwxsStT]{9}[.+@]?(?:\s|$)/;
/** A line that is XML or HTML from end to end: `<http-only>true</http-only>`. */
const ELEMENT = /^\s*<[/!?]?[A-Za-z][^<>]{0,400}>(?:.{0,400}>)?\s*$/;
const REGISTRY_KEY = /^\s*\\?(?:HKEY_[A-Z_]+|HKLM|HKCU)\\.*[^.:\s]\s*$/;
/** Brackets and separators alone: the ends of JSON, YAML and configuration blocks. */
const BRACKETS = /^\s*[{}[\]();,]+\s*$/;
const SECTION = /^\s*\[[\w./ :-]{1,60}\]\s*$/;
/** A line whose first word is an absolute path and that is no sentence. */
const PATH = /^\s*\/[\w.*<>-]+\/\S*/;

/** Whether a line by itself looks typed, configured or printed. */
export function isCommand(line: string): boolean {
  if (PROMPT.test(line)) return !looksLikeHeading(line);
  if (HOST_PROMPT.test(line) || LISTING.test(line) || AUDIT_RULE.test(line) || PAM_RULE.test(line)) return true;
  if (isProse(line)) return false;
  const wordy = WORDY_COMMAND.exec(line);
  if (wordy) return ARGUMENTS.test(wordy[1]!);
  return [COMMAND, SHELL_WORD, CMDLET, SQL, ASSIGNMENT, LIMITS_RULE, ELEMENT, REGISTRY_KEY, SECTION, PATH].some((p) =>
    p.test(line),
  );
}

/**
 * Whether a line that stands right under a command, or is set in by four blanks or a tab, belongs to it: output, a
 * further line of configuration. Prose does not.
 */
export function continuesCommand(line: string): boolean {
  return BRACKETS.test(line) || !isProse(line);
}

/**
 * Whether a line that stands apart, after a command or after words that end in a colon, is what was announced: output
 * (`root /etc/passwd`, `active`), a setting (`HostbasedAuthentication no`). It must not end as a sentence does, and hold a
 * word that is none of prose or begin in lower case.
 */
export function isAnnounced(line: string): boolean {
  const text = line.trim();
  if (text.length > 400 || /[.:?!,]$/.test(text) || /^(?:and|or)$/i.test(text) || isProse(text)) return false;
  const words = text.split(/\s+/);
  const plain = words.filter((w) => PLAIN_WORD.test(w)).length;
  return /^[a-z]/.test(text) ? words.length < 4 || plain * 2 < words.length : plain * 2 <= words.length;
}

/** Whether a command goes on in the next line whatever that looks like. */
export function opensNextLine(line: string): boolean {
  return /(?:\\|\||&&|\{|<<-?\s?['"]?\w{1,20}['"]?)\s*$/.test(line);
}

/** A word with the punctuation around it. */
const PLAIN_WORD = /^["“'(]?[A-Za-z][a-z’'-]*["”')]?[.,;:?!]?["”]?$/;

/**
 * Whether a line reads as a sentence or part of one: three words or more that are words, of which most are, and either
 * a sentence's first letter or its end.
 */
export function isProse(line: string): boolean {
  const text = line.trim().slice(0, 600);
  const words = text.split(/\s+/);
  if (words.length < 3) return /^[A-Z(“"'][\w "'”’)-]*[:.]$/.test(text);
  const plain = words.filter((w) => PLAIN_WORD.test(w)).length;
  const begins = /^["“'(]?[A-Z]/.test(text);
  const ends = /[.:?!]["”')]?$/.test(text);
  return plain * 2 >= words.length && plain >= 3 && (begins || ends);
}

/** `#1 ...`, `# of accounts` would be prose; a hash with a word and a full sentence behind it is a comment all the same. */
function looksLikeHeading(line: string): boolean {
  return /^\s*#\d/.test(line) || /^\s*> ?>/.test(line);
}
