// Keyboard shortcuts outside of the search box; suggest.js has those of the box.

const box = document.getElementById('q');
const help = document.getElementById('help');

function isTyping(target) {
  return target.matches('input, textarea, select, [contenteditable]');
}

function openHelp() {
  if (!help.open) {
    help.showModal();
  }
}

// Moves from result to result, and from the first back to the box.
function step(by) {
  const links = [...document.querySelectorAll('.hit h2 a')];
  const place = links.indexOf(document.activeElement) + by;
  if (place === -1 || (place < -1 && links.length === 0)) {
    box.focus();
    return true;
  }
  const link = links[Math.max(place, 0)];
  link?.focus();
  return link !== undefined;
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || help.open) {
    return;
  }
  if (event.key === 'Escape' && event.target === box) {
    box.blur();
  } else if (isTyping(event.target)) {
    return;
  } else if (event.key === '/') {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === '?') {
    event.preventDefault();
    openHelp();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && document.querySelector('.hit')) {
    const onCard = document.activeElement.matches('.hit h2 a');
    if ((onCard || event.key === 'ArrowDown') && document.activeElement.matches('.hit h2 a, body')) {
      if (step(event.key === 'ArrowDown' ? 1 : -1)) {
        event.preventDefault();
      }
    }
  }
});

document.getElementById('help-button').addEventListener('click', openHelp);
