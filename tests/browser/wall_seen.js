// Of a wall: what is too small, cut off, on top of each other or empty, and how wide its map is.
() => {
  const wall = document.querySelector(".wall");
  const isShown = (part) => part.getClientRects().length > 0;
  const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = node.parentElement;
    if (!node.data.trim() || !isShown(part) || part.closest("svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(part).fontSize);
    for (const box of range.getClientRects()) texts.push({ part, size, box, said: node.data });
  }
  const labels = [...wall.querySelectorAll(".map text")].filter(isShown);
  const sizes = labels.map((one) => parseFloat(one.getAttribute("font-size")) * one.getScreenCTM().a);
  // A line's box is higher than its letters.
  const letters = texts.map(({ box, size }) => {
    const middle = (box.top + box.bottom) / 2;
    return { left: box.left + 1, right: box.right - 1, top: middle - size * 0.4, bottom: middle + size * 0.4 };
  });
  const isMeeting = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const overlaps = letters.flatMap((one, place) =>
    letters.slice(place + 1).flatMap((other, more) =>
      isMeeting(one, other) ? [`${texts[place].said} / ${texts[place + 1 + more].said}`] : []));
  const places = "header, .said, .cards > li, .map-legend, .middle, .ranked, .open, footer";
  const outside = texts.filter(({ part }, place) => {
    const around = part.closest(places).getBoundingClientRect(), box = letters[place];
    return box.right > around.right + 2 || box.bottom > around.bottom + 2
      || box.left < around.left - 2 || box.top < around.top - 2;
  }).map(({ said }) => said);
  const map = [...wall.querySelectorAll(".map")].find(isShown).getBoundingClientRect();
  const root = document.documentElement;
  return {
    least: Math.min(...texts.map(({ size }) => size), ...sizes) / innerHeight,
    overlaps,
    outside,
    blank: labels.filter((one) => !one.textContent.trim()).length,
    names: labels.filter((one) => !/^[\d,.%]+$/.test(one.textContent)).length,
    share: map.width / innerWidth,
    scrolls: root.scrollWidth > innerWidth || root.scrollHeight > innerHeight,
  };
}
