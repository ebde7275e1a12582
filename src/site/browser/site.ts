import { copyButtons } from './copy.js';
import { filters } from './filters.js';
import { keyboard } from './keyboard.js';
import { pick } from './pick.js';
import { openForPrint } from './print.js';

for (const part of document.querySelectorAll<HTMLElement>('.needs-script')) part.hidden = false;
copyButtons();
filters();
pick();
keyboard();
openForPrint();
