/**
 * Names of commands as DISA's texts type them, for whoever tells a command from prose. One list: the typeface of a line
 * and the weight of a change ask the same question with other care (command.ts, diff/structure.ts).
 */

/** Names that are no English words: whatever follows, a line that begins with one is typed. */
export const NAMES =
  'sudo|e?grep|fgrep|rgrep|zgrep|awk|sed|ls|chmod|chown|chgrp|cp|mv|rm|ln|mkdir|printf|rpm|dnf|yum|zypper|apt-get|dpkg|' +
  'subscription-manager|systemctl|chkconfig|journalctl|sysctl|modprobe|lsmod|mokutil|umount|findmnt|lsblk|blkid|df|' +
  'auditctl|augenrules|ausearch|semanage|restorecon|getenforce|setenforce|sestatus|grubby|grub2?-[a-z]\\S*|update-grub|' +
  'authselect|authconfig|chage|useradd|usermod|userdel|groupadd|getent|pkill|ss|netstat|ifconfig|nmcli|firewall-cmd|' +
  'iptables|nft|ufw|sshd?|ssh-keygen|scp|curl|wget|openssl|certutil|keytool|gpg2?|crontab|docker|podman|kubectl|oc|crictl|' +
  'etcdctl|fips-mode-setup|update-crypto-policies|gsettings|dconf|launchctl|pwpolicy|esxcli|vim-cmd|psql|mysql|mongosh|' +
  'sqlplus|asadmin|wsadmin|tmsh|vim?|nano|xargs|gpresult|auditpol|icacls|netsh|wmic|secedit|dism|nltest|dsquery';

/** Names that are words as well: what follows must look like a command's arguments. */
export const WORDS =
  'su|cat|find|stat|touch|echo|export|source|apt|service|mount|passwd|id|ps|kill|ip|helm|aide|defaults|mongo|db2|tar|' +
  'tail|head|sort|for|while|if|cd|du|reg|java';
