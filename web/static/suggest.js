// Suggestions while typing in the search box: an ARIA combobox with a list box.

const WAIT = 50; // milliseconds without typing before a request
const SIZE = 10;
const LONGEST = 100; // characters; a longer text is not the beginning of a name

const box = document.getElementById('q');
const kinds = JSON.parse(box.dataset.kinds); // the label of each kind of suggestion
const list = document.createElement('ul');
const status = document.createElement('p');

let timer = 0;
let asking = null; // aborts the current request
let options = [];
let active = -1;

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function setUp() {
  list.id = 'suggestions';
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  status.className = 'hidden';
  status.setAttribute('role', 'status');
  box.after(list, status);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  box.setAttribute('aria-expanded', 'false');
  box.addEventListener('input', later);
  box.addEventListener('keydown', onKey);
  box.addEventListener('blur', close);
  box.form.addEventListener('submit', close);
  // The box keeps the focus: otherwise the list would close before the click on an option.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', close);
}

function later() {
  forget();
  activate(-1);
  timer = setTimeout(ask, WAIT);
}

// Cancels the waiting and the current request.
function forget() {
  clearTimeout(timer);
  asking?.abort();
  asking = null;
}

async function ask() {
  const text = box.value.trim();
  if (text === '' || text.length > LONGEST) {
    close();
    return;
  }
  const question = new AbortController();
  asking = question;
  try {
    const parameters = new URLSearchParams({ q: text, size: SIZE });
    const answer = await fetch(`/api/v1/suggest?${parameters}`, { signal: question.signal });
    const found = answer.ok ? (await answer.json()).suggestions : [];
    if (asking === question) {
      show(found);
    }
  } catch {
    // Aborted, or failed: search works without suggestions.
    if (asking === question) {
      close();
    }
  }
}

function show(suggestions) {
  // If an answer arrives while the user moves through the list, the selected option stays selected if it is still offered.
  const at = options[active];
  options = suggestions.map(option);
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  list.scrollTop = 0;
  box.setAttribute('aria-expanded', String(!list.hidden));
  status.textContent = options.length === 1 ? '1 suggestion' : `${options.length} suggestions`;
  activate(options.findIndex((each) => at && each.textContent === at.textContent
    && each.querySelector('a').href === at.querySelector('a').href));
}

function option(suggestion, place) {
  const item = element('li', 'suggestion', '');
  item.id = `suggestion-${place}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  const link = element('a', 'suggestion-link', '');
  link.href = suggestion.page;
  link.tabIndex = -1;
  link.append(element('span', 'suggestion-text', suggestion.text), ' ',
    element('span', 'suggestion-kind', kinds[suggestion.kind] ?? suggestion.kind), ' ',
    element('span', 'suggestion-detail', suggestion.detail));
  item.append(link);
  return item;
}

function activate(place) {
  options[active]?.setAttribute('aria-selected', 'false');
  active = place;
  if (active < 0) {
    box.removeAttribute('aria-activedescendant');
    return;
  }
  options[active].setAttribute('aria-selected', 'true');
  options[active].scrollIntoView({ block: 'nearest' });
  box.setAttribute('aria-activedescendant', options[active].id);
}

function close() {
  forget();
  list.hidden = true;
  box.setAttribute('aria-expanded', 'false');
  status.textContent = '';
  activate(-1);
}

// Moves the selection; between the last and the first option is the box itself.
function step(by) {
  const places = options.length + 1;
  activate((active + 1 + by + places) % places - 1);
}

function onKey(event) {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (list.hidden) {
      forget();
      ask();
    } else {
      step(event.key === 'ArrowDown' ? 1 : -1);
    }
  } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
    event.preventDefault();
    options[active].querySelector('a').click();
  } else if (event.key === 'Escape' && !list.hidden) {
    // Closes the list and keeps the text.
    event.preventDefault();
    close();
  }
}

if (box) {
  setUp();
}
