// The search page as one types: htmx fetches and swaps, this keeps history, box and announcement right; and years are brushed.

const ANNOUNCE_AFTER = 600; // milliseconds of rest: a screen reader is told the end of typing, not each letter

const box = document.getElementById('q');
const announcement = document.getElementById('announcement');

let typing = false; // whether the present history entry is of the text that is being typed
let latest = null; // the request for results that was sent last
let restoring = new AbortController(); // the page that is being gone back to
let timer = 0;

// One entry in the history for a text, not one for each letter: the first letter adds it, the others change it.
document.body.addEventListener('htmx:beforeHistoryUpdate', (event) => {
  const { history, requestConfig } = event.detail;
  const typed = requestConfig.triggeringEvent?.type === 'input';
  if (typed && typing) {
    history.type = 'replace';
  }
  typing = typed;
  const address = new URL(history.path, location.origin);
  if (address.searchParams.get('q') === '') {
    address.searchParams.delete('q');
  }
  history.path = address.pathname + address.search;
});

window.addEventListener('popstate', () => {
  typing = false;
});

// Back and forward renew the results only: htmx would replace the whole body, and the box with it.
document.body.addEventListener('htmx:historyCacheMiss', (event) => {
  event.preventDefault();
  restore(event.detail.path);
});

async function restore(path) {
  latest = null;
  restoring.abort();
  restoring = new AbortController();
  const { signal } = restoring;
  try {
    const response = await fetch(path, { headers: { 'HX-Request': 'true' }, signal });
    const text = await response.text();
    if (response.ok) {
      empty(document.getElementById('results'));
      htmx.swap('#results', text, { swapStyle: 'outerHTML' });
    } else {
      location.reload();
    }
  } catch (failure) {
    if (!signal.aborted) {
      throw failure;
    }
  }
}

// What was asked last is shown, in whatever order the answers come.
document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.target.id === 'results') {
    restoring.abort();
    latest = event.detail.xhr;
  }
});

document.body.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.target.id !== 'results') {
    return;
  }
  if (event.detail.xhr !== latest) {
    event.detail.shouldSwap = false;
  } else if (event.detail.shouldSwap) {
    empty(event.detail.target);
  }
});

// htmx would send an event for each element that goes, a thousand of them for a letter, and nobody listens.
function empty(results) {
  clearTimeout(timer); // what it would announce is going
  results.replaceChildren();
}

document.body.addEventListener('htmx:afterSettle', (event) => {
  const results = document.getElementById('results');
  if (event.detail.requestConfig?.triggeringEvent?.type !== 'input') {
    box.value = results.dataset.query;
  }
  clearTimeout(timer);
  timer = setTimeout(() => {
    announcement.textContent = results.querySelector('.count').textContent;
  }, ANNOUNCE_AFTER);
});

// Drawing over bars chooses all of their years.
let from = null;
let drawn = false; // whether the click that follows ends a stroke over several bars

function bar(event) {
  return event.target.closest?.('.bars a') ?? null;
}

function brushed(to) {
  const years = [from, to].map((each) => Number(each.dataset.year)).sort((one, other) => one - other);
  return (each) => each >= years[0] && each <= years[1];
}

function paint(to) {
  const within = brushed(to);
  for (const each of from.parentElement.querySelectorAll('a')) {
    each.classList.toggle('brushed', within(Number(each.dataset.year)));
  }
}

document.addEventListener('dragstart', (event) => {
  if (bar(event)) {
    event.preventDefault();
  }
});

document.addEventListener('pointerdown', (event) => {
  drawn = false;
  from = event.button === 0 ? bar(event) : null;
});

document.addEventListener('pointermove', (event) => {
  const to = bar(event);
  if (from && to && from.parentElement === to.parentElement) {
    paint(to);
  }
});

document.addEventListener('pointerup', (event) => {
  const to = bar(event);
  if (from && to && from !== to && from.parentElement === to.parentElement) {
    drawn = true;
    choose(from.parentElement, brushed(to));
  }
  from?.parentElement.querySelectorAll('.brushed').forEach((each) => each.classList.remove('brushed'));
  from = null;
});

function choose(bars, within) {
  const address = new URL(location.href);
  address.searchParams.delete(bars.dataset.facet);
  address.searchParams.delete('page');
  for (const each of bars.querySelectorAll('a')) {
    if (within(Number(each.dataset.year))) {
      address.searchParams.append(bars.dataset.facet, each.dataset.year);
    }
  }
  load(address.pathname + address.search, 'outerHTML');
}

function load(path, swap) {
  htmx.ajax('GET', path, { target: '#results', swap, push: path });
}

// A step to other results: filters, orders, pages. One listener for all of them, since each letter brings some two hundred.
function step(event) {
  const link = event.target.closest?.('#results a[href]');
  const path = link?.getAttribute('href') ?? '';
  return new URL(path, location.href).pathname === location.pathname && !path.startsWith('#') ? link : null;
}

document.addEventListener('click', (event) => {
  const link = step(event);
  if (link && !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    if (!drawn) {
      load(link.getAttribute('href'), bar(event) ? 'outerHTML' : 'outerHTML show:window:top');
    }
  }
  drawn = false;
});
