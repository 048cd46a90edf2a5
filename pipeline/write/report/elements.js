// Making elements. Text from articles becomes text nodes and attribute values, never markup.

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
const draw = (name, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

// Replace what stands in `parent`; a child that is null or false is left out.
const put = (parent, ...children) => { parent.replaceChildren(); return fill(parent, {}, children); };

const bodyOf = (section) => document.querySelector(`#${section} > .body`);
const here = (kind, id) => `#${kind}=${encodeURIComponent(id)}`;
const chip = (kind, value) => el("span", { class: `chip ${kind}-${value}` }, say(`${kind}.${value}`));

// A list that shows a part, and more on demand: `make` is called for the items shown.
function unfolding(parent, items, step, make) {
  let shown = 0;
  const more = el("button", { type: "button", class: "more", onclick: () => grow() });
  const grow = () => {
    const next = items.slice(shown, shown + step);
    shown += next.length;
    more.before(...next.map(make));
    const left = items.length - shown;
    more.hidden = left <= 0;
    more.textContent = `${say("more", { n: Math.min(step, left) })} (${say("shown.of", { n: shown, of: items.length })})`;
  };
  parent.append(more);
  grow();
  return { reveal: (item) => { while (shown < items.length && items.indexOf(item) >= shown) grow(); } };
}

const tip = document.getElementById("tip");

function showTip(lines, box) {
  tip.replaceChildren(...lines.filter(Boolean).map((line) => (typeof line === "string" ? el("div", {}, line) : line)));
  tip.hidden = false;
  const width = tip.offsetWidth;
  const left = Math.max(8, Math.min(box.left + box.width / 2 - width / 2, document.documentElement.clientWidth - width - 8));
  const above = box.top - tip.offsetHeight - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 50 ? above : box.bottom + 8}px`;
}

const hideTip = () => { tip.hidden = true; };
