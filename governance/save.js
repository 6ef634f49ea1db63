// Saves a drawn chart as one SVG or PNG, in the browser and with nothing from outside: Plotly's
// layers one upon another, the title above, and below it which data and build it shows.
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
  const key = data.chart.replace(/[^a-zA-Z0-9_-]/g, "-");
  const layers = [...document.querySelectorAll(`.st-key-${key} .js-plotly-plot .main-svg`)];
  const box = layers[0].getBoundingClientRect();
  const width = Number(layers[0].getAttribute("width")) || box.width;
  const height = Number(layers[0].getAttribute("height")) || box.height;
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
    copy.setAttribute("overflow", "visible");
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
