// Saves a drawn chart or map as one SVG or PNG, in the browser and with nothing from outside: Plotly's
// layers one upon another (or a map as the server draws it, with the page's legend on it), the title
// above, and below it which data and build it shows.
const SVG = "http://www.w3.org/2000/svg";
const PAD = 20;
const SHARPNESS = 2; // pixels of a PNG for one of the screen: sharp on a projector
// What Plotly draws for the pointer only.
const POINTERS = ".draglayer, .hoverlayer, .selectionlayer, .zoomlayer";

export default function ({ parentElement, data }) {
  for (const button of parentElement.querySelectorAll("button")) {
    button.setAttribute("aria-label", data.labels[button.dataset.kind]);
    button.onclick = () => save(data, button.dataset.kind);
  }
}

async function save(data, kind) {
  const drawing = compose(data);
  const text = new XMLSerializer().serializeToString(drawing);
  // Where the page has a base address, Plotly refers to its own clips and patterns with it.
  const source = text.replace(/url\((&quot;|["'])?[^#)]*#([^)"'&]+)(&quot;|["'])?\)/g, "url(#$2)");
  const blob = kind === "svg" ? new Blob([source], { type: "image/svg+xml" }) : await png(source, drawing);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${data.name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function compose(data) {
  const { layers, width, height } = data.drawing ? drawn(data) : plotted(data);
  const root = element("svg", { xmlns: SVG, lang: data.lang, role: "img", "font-family": data.font });
  const whole = width + 2 * PAD;
  root.append(element("title", {}, data.title));
  const back = element("rect", { width: "100%", fill: data.background });
  root.append(back);
  let top = PAD;
  const write = (text, size, colour, weight) => {
    for (const line of lines(text, width, `${weight} ${size}px ${data.font}`)) {
      top += size * 1.35;
      root.append(element("text", { x: PAD, y: top, "font-size": size, "font-weight": weight, fill: colour }, line));
    }
  };
  write(data.title, 17, data.text, 600);
  if (data.warning) write(data.warning, 14, data.alert, 600);
  const chart = element("g", { transform: `translate(${PAD},${top + 8})` });
  for (const layer of layers) {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll(POINTERS).forEach((part) => part.remove());
    copy.setAttribute("overflow", data.drawing ? "hidden" : "visible");
    chart.append(copy);
  }
  root.append(chart);
  top += 8 + height;
  if (data.notes) write(data.notes, 13, data.text, 400);
  write(data.source, 12, data.muted, 400);
  const total = Math.ceil(top + PAD);
  for (const [name, value] of Object.entries({ width: Math.ceil(whole), height: total })) root.setAttribute(name, value);
  root.setAttribute("viewBox", `0 0 ${Math.ceil(whole)} ${total}`);
  back.setAttribute("height", total);
  return root;
}

function plotted(data) {
  const key = data.chart.replace(/[^a-zA-Z0-9_-]/g, "-");
  const layers = [...document.querySelectorAll(`.st-key-${key} .js-plotly-plot .main-svg`)];
  const box = layers[0].getBoundingClientRect();
  const width = Number(layers[0].getAttribute("width")) || box.width;
  return { layers, width, height: Number(layers[0].getAttribute("height")) || box.height };
}

// The map, and the legend where it lies on it on the page; under it where the page has it there.
function drawn(data) {
  const map = new DOMParser().parseFromString(data.drawing, "image/svg+xml").documentElement;
  const [width, height] = ["width", "height"].map((name) => Number(map.getAttribute(name)));
  const legend = document.querySelector(`.st-key-${data.place} .map-legend`);
  if (!legend) return { layers: [map], width, height };
  const box = legend.getBoundingClientRect();
  const canvas = document.querySelector(`.st-key-${data.place} canvas`)?.getBoundingClientRect();
  const lies = canvas && box.top < canvas.bottom - 1;
  const [left, top] = lies ? [box.left - canvas.left, box.top - canvas.top] : [0, height + 10];
  const key = element("g", { transform: `translate(${left - box.left},${top - box.top})` });
  spell(legend, key);
  return { layers: [map, key], width: Math.max(width, left + box.width), height: Math.max(height, top + box.height) };
}

// What a browser draws of an element, as shapes and lines of text at the same places.
function spell(node, into) {
  const style = getComputedStyle(node), box = node.getBoundingClientRect();
  const [fill, shine] = paint(style.backgroundColor), edge = parseFloat(style.borderTopWidth);
  if (box.width && (shine || edge)) {
    const place = { x: box.left, y: box.top, width: box.width, height: box.height };
    const ink = { fill, "fill-opacity": shine, stroke: edge ? paint(style.borderTopColor)[0] : "none", "stroke-width": edge };
    const corners = [...style.clipPath.matchAll(/([\d.-]+)% ([\d.-]+)%/g)].map(([, x, y]) => `${box.left + (box.width * x) / 100},${box.top + (box.height * y) / 100}`);
    const round = style.borderRadius.endsWith("%") ? box.width / 2 : parseFloat(style.borderRadius) || 0;
    into.append(corners.length ? element("polygon", { points: corners.join(" "), ...ink }) : element("rect", { ...place, rx: round, ...ink }));
    for (const [x1, y1, x2, y2] of hatched(node, box)) into.append(element("line", { x1, y1, x2, y2, stroke: "#000", "stroke-opacity": 0.5 }));
  }
  for (const part of node.childNodes) {
    if (part.nodeType === Node.TEXT_NODE) written(part, style).forEach((line) => into.append(line));
    else if (part.nodeType === Node.ELEMENT_NODE) spell(part, into);
  }
}

// The signs of no data (one way) and of what is suppressed (both ways).
function hatched(node, box) {
  const steps = [0.25, 0.5, 0.75].map((share) => box.left + box.width * share), half = box.height / 2;
  const one = steps.map((x) => [x - half / 2, box.bottom - 2, x + half / 2, box.top + 2]);
  const other = steps.map((x) => [x - half / 2, box.top + 2, x + half / 2, box.bottom - 2]);
  if (node.classList.contains("crossed")) return [...one, ...other];
  return node.classList.contains("hatched") ? one : [];
}

function written(node, style) {
  const found = [], range = document.createRange(), size = parseFloat(style.fontSize);
  [...node.data].reduce((start, letter) => {
    range.setStart(node, start);
    range.setEnd(node, start + letter.length);
    const box = range.getBoundingClientRect(), last = found.at(-1);
    if (last && (!box.width || Math.abs(last.top - box.top) < 2)) last.text += letter;
    else if (box.width) found.push({ top: box.top, x: box.left, y: box.top + box.height / 2 + size * 0.35, text: letter });
    return start + letter.length;
  }, 0);
  const ink = { fill: paint(style.color)[0], "font-size": size, "font-weight": style.fontWeight };
  return found.map(({ x, y, text }) => element("text", { x, y, ...ink }, text.trim()));
}

// A colour as the page has it (it may be a mixture of others) → #rrggbb, and how much of it.
function paint(colour) {
  const brush = new OffscreenCanvas(1, 1).getContext("2d");
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
  return [`#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`, alpha / 255];
}

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

// Breaks at spaces, and between any two Chinese characters.
function lines(text, width, font) {
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = font;
  const found = [""];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    const longer = found.at(-1) + piece;
    if (found.at(-1) && measure.measureText(longer.trimEnd()).width > width) found.push(piece);
    else found[found.length - 1] = longer;
  }
  return found.map((line) => line.trim());
}

function png(source, drawing) {
  const canvas = document.createElement("canvas");
  canvas.width = drawing.getAttribute("width") * SHARPNESS;
  canvas.height = drawing.getAttribute("height") * SHARPNESS;
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => {
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, "image/png");
    };
    picture.onerror = reject;
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  });
}
