/** Puts a button to every command that copies it, as it stands. */
export function copyButtons(within: ParentNode = document): void {
  for (const block of within.querySelectorAll<HTMLElement>('.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy this command');
    button.addEventListener('click', async () => {
      const text = block.querySelector('code')?.textContent ?? '';
      button.textContent = (await copied(text)) ? 'Copied' : 'Press Ctrl+C';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    block.append(button);
  }
}

/** The clipboard is not to be had from disk in every browser: then the old way, through a field. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
