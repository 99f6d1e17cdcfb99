// Adds a button to each download that copies the file to the clipboard.

const announcement = document.getElementById('announcement');

async function copy(link, button) {
  button.disabled = true;
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }
    await navigator.clipboard.writeText(await answer.text());
    button.textContent = 'Copied';
  } catch {
    // No clipboard, or the request failed: the download link still works.
    button.textContent = 'Not copied';
  }
  button.disabled = false;
  announcement.textContent = `${link.textContent}: ${button.textContent}`;
}

function offer(link) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy as ${link.textContent}`);
  button.addEventListener('click', () => copy(link, button));
  link.after(' ', button);
  link.removeAttribute('data-copy');
}

function offerAll() {
  document.querySelectorAll('[data-copy]').forEach(offer);
}

if (navigator.clipboard) {
  offerAll();
  document.body.addEventListener('htmx:afterSettle', offerAll);
}
