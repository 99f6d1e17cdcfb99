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

// Drawing over bars chooses all of their years, and the years between that have no bar.
let from = null;
let drawn = false; // whether the click that follows ends a stroke over several years

function yearAt(event) {
  const bars = event.target.closest?.('.bars');
  if (!bars) {
    return null;
  }
  const { left, width } = bars.getBoundingClientRect();
  const first = Number(bars.dataset.first);
  const last = Number(bars.dataset.last);
  const year = first + Math.floor(((event.clientX - left) / width) * (last - first + 1));
  return { bars, year: Math.min(Math.max(year, first), last) };
}

function stroke(to) {
  return [from.year, to.year].sort((one, other) => one - other);
}

function paint([first, last]) {
  for (const each of from.bars.querySelectorAll('a')) {
    const year = Number(each.dataset.year);
    each.classList.toggle('brushed', year >= first && year <= last);
  }
}

document.addEventListener('dragstart', (event) => {
  if (yearAt(event)) {
    event.preventDefault();
  }
});

document.addEventListener('pointerdown', (event) => {
  drawn = false;
  from = event.button === 0 ? yearAt(event) : null;
});

document.addEventListener('pointermove', (event) => {
  const to = from && yearAt(event);
  if (to && from.bars === to.bars) {
    paint(stroke(to));
  }
});

document.addEventListener('pointerup', (event) => {
  const to = from && yearAt(event);
  if (to && from.bars === to.bars && from.year !== to.year) {
    drawn = true;
    choose(from.bars, stroke(to));
  }
  from?.bars.querySelectorAll('.brushed').forEach((each) => each.classList.remove('brushed'));
  from = null;
});

function choose(bars, [first, last]) {
  const address = new URL(location.href);
  address.searchParams.delete(bars.dataset.facet);
  address.searchParams.delete('page');
  for (let year = first; year <= last; year++) {
    address.searchParams.append(bars.dataset.facet, year);
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
      load(link.getAttribute('href'), yearAt(event) ? 'outerHTML' : 'outerHTML show:window:top');
    }
  }
  drawn = false;
});
