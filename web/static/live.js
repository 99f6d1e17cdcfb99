// Live search: htmx fetches and swaps the results; this script maintains history, search box and announcements, and brushes years.

const ANNOUNCE_AFTER = 600; // milliseconds without typing before a screen reader announces the count

const box = document.getElementById('q');
const announcement = document.getElementById('announcement');

let typing = false; // whether the current history entry belongs to the text that is being typed
let latest = null; // the last request for results
let restoring = new AbortController(); // aborts the request of a back or forward navigation
let timer = 0;

// One history entry for each text: the first letter adds it, further letters replace it.
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

// Back and forward replace only the results: htmx would replace the whole body, with the search box.
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

// Only the answer to the last request is shown, in whatever order answers arrive.
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

// Otherwise htmx would send an event for each removed element, a thousand for each letter.
function empty(results) {
  clearTimeout(timer); // its announcement is out of date
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

// Dragging over bars selects all of their years, and the years between them without a bar.
let from = null;
let drawn = false; // whether the next click ends a drag over several years

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

// Links to other results: filters, orders, pages. One listener for all, because each letter replaces some two hundred.
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
