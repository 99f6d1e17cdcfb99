// Draws the pairs of the table below as a network. The table is the accessible alternative.

const LAYOUT = {
  name: 'cose',
  animate: false,
  fit: false,
  randomize: false, // deterministic: the same pairs give the same picture
  idealEdgeLength: () => 30,
  nodeRepulsion: () => 4000,
  edgeElasticity: () => 48,
  gravity: 1.5,
  numIter: 1500,
};

const GAP = 18; // between groups of actors, in units of the drawing
const PADDING = 20; // around the drawing, in pixels
const LEGIBLE = 0.75; // below this zoom names are not legible; the drawing is panned instead
const LARGEST = 1.4;

const container = document.querySelector('.network');
const told = document.querySelector('.pair');

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function looks() {
  return [
    { selector: 'node', style: {
      width: 8, height: 8, 'background-color': colour('--quiet'), label: 'data(label)', color: colour('--ink'),
      'font-size': 10, 'font-family': colour('--sans'), 'text-valign': 'top', 'text-margin-y': -2, 'min-zoomed-font-size': 5,
      'text-outline-color': colour('--surface'), 'text-outline-width': 2, 'text-wrap': 'ellipsis', 'text-max-width': 110,
    } },
    { selector: 'edge', style: {
      width: 'mapData(shared, 1, 6, 1.2, 7)', 'line-color': colour('--heat-4'), 'curve-style': 'straight',
    } },
    { selector: 'node.near', style: { 'background-color': colour('--accent'), 'z-index': 2, 'text-wrap': 'none' } },
    { selector: 'edge.near', style: { 'line-color': colour('--accent') } },
    { selector: '.far', style: { opacity: 0.25 } },
  ];
}

function elements() {
  const nodes = new Map();
  const edges = [...document.querySelectorAll('.pairs tbody tr')].map((row) => {
    const ends = [row.querySelector('th a'), row.querySelector('.other a')];
    for (const end of ends) {
      const id = end.getAttribute('href');
      // The picture shows the first of several names; the title has all.
      nodes.set(id, { data: { id, label: end.textContent.split(', ')[0] } });
    }
    const [source, target] = ends.map((end) => end.getAttribute('href'));
    return { data: { source, target, shared: row.querySelectorAll('.shared a').length, row } };
  });
  const placed = [...nodes.values()].map((node, place) => {
    const angle = 2 * Math.PI * place / nodes.size;
    return { ...node, position: { x: 400 * Math.cos(angle), y: 250 * Math.sin(angle) } };
  });
  return [...placed, ...edges];
}

function tell(row) {
  const pieces = [row.querySelector('th a'), row.querySelector('.other a')].map((link) => link.cloneNode(true));
  const shared = [...row.querySelector('.shared').childNodes].map((node) => node.cloneNode(true));
  told.replaceChildren(pieces[0], ' and ', pieces[1], ' both use ', ...shared);
}

function near(network, some) {
  network.elements().removeClass('near far');
  if (some) {
    some.addClass('near');
    network.elements().difference(some).addClass('far');
  }
}

function moveTo(part, x, y) {
  const { x1, y1 } = part.boundingBox();
  part.nodes().shift({ x: x - x1, y: y - y1 });
}

// Connected components are laid out separately: the largest at the left, or at the top of a narrow drawing, the others in rows
// beside it.
function arrange(network) {
  const parts = network.elements().components().sort((one, other) => other.nodes().length - one.nodes().length);
  parts.forEach((part) => part.layout(LAYOUT).run());
  const [largest, ...others] = parts;
  moveTo(largest, 0, 0);
  const { w: width, h: height } = largest.boundingBox();
  const beside = height * container.clientWidth / container.clientHeight - width - GAP;
  const narrow = beside < width / 2;
  const left = narrow ? 0 : width + GAP;
  const room = narrow ? width : beside;
  let x = left;
  let y = narrow ? height + GAP : 0;
  let tallest = 0;
  for (const part of others) {
    const { w, h } = part.boundingBox();
    if (x > left && x + w > left + room) {
      x = left;
      y += tallest + GAP;
      tallest = 0;
    }
    moveTo(part, x, y);
    x += w + GAP;
    tallest = Math.max(tallest, h);
  }
  network.fit(network.elements(), PADDING);
  if (network.zoom() < LEGIBLE) {
    network.zoom(LEGIBLE);
    network.center(largest);
  }
}

async function draw() {
  const { default: cytoscape } = await import(container.dataset.library);
  // Without an element with this id, Cytoscape would add a style element, which the content security policy blocks.
  const written = document.createElement('meta');
  written.id = '__________cytoscape_stylesheet';
  document.head.append(written);
  const network = cytoscape({
    container, elements: elements(), style: looks(), layout: { name: 'preset' },
    maxZoom: LARGEST, userZoomingEnabled: matchMedia('(pointer: coarse)').matches, autoungrabify: true,
    boxSelectionEnabled: false,
  });
  arrange(network);
  network.on('tap', 'node', (event) => location.assign(event.target.id()));
  network.on('tap', 'edge', (event) => tell(event.target.data('row')));
  network.on('mouseover', 'node', (event) => near(network, event.target.closedNeighborhood()));
  network.on('mouseover', 'edge', (event) => {
    near(network, event.target.union(event.target.connectedNodes()));
    tell(event.target.data('row'));
  });
  network.on('mouseover', 'node, edge', () => container.classList.add('pointing'));
  network.on('mouseout', 'node, edge', () => {
    near(network, null);
    container.classList.remove('pointing');
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => network.style(looks()));
  return network;
}

if (container) {
  draw().then((network) => {
    // For tests: the position of each actor.
    container.network = network;
    container.dataset.drawn = 'true';
  });
}
