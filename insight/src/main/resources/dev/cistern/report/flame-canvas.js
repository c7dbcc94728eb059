// Draws the part of a flame graph that is in sight: callees narrower than half a pixel are drawn as
// one block beside their wider neighbours, and of deep stacks only the rows that the box shows.

const ROW = 20;
const NARROWEST = 0.5;

class FlameCanvas {
  constructor(box, room, canvas) {
    this.box = box;
    this.room = room;
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.colours = new Map(); // by name
    this.style = null;
    this.waiting = false;
  }

  show(model) {
    if (this.model) this.box.scrollTop = 0; // the first time this would only force a layout
    this.model = model;
    this.top = 0;
    this.chosen = 0;
    this.hovered = -1;
    this.found = null;
    this.colours.clear();
    this.fitRoom();
  }

  themeChanged() {
    this.colours.clear();
    this.style = null;
    this.later();
  }

  resized() {
    if (this.width !== this.room.clientWidth || this.drawnHeight !== this.heightInSight()) this.later();
  }

  heightInSight() {
    return Math.min(this.rows * ROW, this.box.clientHeight);
  }

  zoom(top) {
    this.top = top;
    this.fitRoom();
  }

  /** Gives the box as many rows as the zoomed part has. */
  fitRoom() {
    this.rows = this.model.deepest[this.top] + 1;
    this.room.style.height = this.rows * ROW + "px";
    this.later();
  }

  later() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  scale() {
    return this.width / (this.model.weight[this.top] || 1);
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    this.width = this.room.clientWidth;
    const height = this.heightInSight();
    this.drawnHeight = height;
    this.canvas.style.height = height + "px";
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(height * ratio);
    const ink = this.context;
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.style ??= themeOf(this.box);
    ink.fillStyle = this.style.card;
    ink.fillRect(0, 0, this.width, height);
    ink.font = "12px " + this.style.mono;
    ink.textBaseline = "middle";
    this.letter = ink.measureText("M").width;
    this.scrolled = this.box.scrollTop;
    this.below = this.scrolled + height;
    for (let node = this.model.parent[this.top]; node >= 0; node = this.model.parent[node]) {
      this.frame(node, 0, this.width, true);
    }
    this.drawFrom(this.top);
    if (this.chosen !== this.top || this.chosen !== 0) this.outline(this.chosen, this.style.ink);
  }

  drawFrom(top) {
    const { model } = this;
    const scale = this.scale();
    const from = model.left[top];
    const stack = [top];
    while (stack.length) {
      const node = stack.pop();
      if (model.depth[node] * ROW > this.below) continue;
      this.frame(node, (model.left[node] - from) * scale, model.weight[node] * scale, false);
      for (let at = model.first[node]; at < model.last[node]; at++) {
        const child = model.order[at];
        if (model.weight[child] * scale < NARROWEST) {
          this.narrow(child, model.order[model.last[node] - 1], from, scale); // the rest is narrower still
          break;
        }
        stack.push(child);
      }
    }
  }

  /** One block for neighbours that are too narrow to see. */
  narrow(first, last, from, scale) {
    const { model } = this;
    const y = model.depth[first] * ROW - this.scrolled;
    const width = (model.left[last] + model.weight[last] - model.left[first]) * scale;
    if (width < NARROWEST || y + ROW < 0 || y > this.below - this.scrolled) return;
    this.context.globalAlpha = this.found ? 0.45 : 1;
    this.context.fillStyle = this.style.narrow;
    this.context.fillRect((model.left[first] - from) * scale, y, width, ROW - 1);
    this.context.globalAlpha = 1;
  }

  frame(node, x, width, above) {
    const y = this.model.depth[node] * ROW - this.scrolled;
    if (y + ROW < 0 || y > this.below - this.scrolled) return;
    const ink = this.context;
    const marked = this.found && this.found[node] === 1;
    ink.globalAlpha = above || (this.found && !marked) ? 0.45 : 1;
    ink.fillStyle = marked ? this.style.mark : this.colour(node);
    const gap = width > 3 ? 1 : 0;
    ink.fillRect(x, y, width - gap, ROW - 1);
    ink.globalAlpha = 1;
    if (node === this.hovered) {
      ink.fillStyle = this.style.hover;
      ink.fillRect(x, y, width - gap, ROW - 1);
    }
    const room = Math.floor((width - 8) / this.letter);
    if (room >= 2) {
      ink.fillStyle = marked ? this.style.markInk : this.style.ink;
      ink.fillText(this.label(node, room), x + 4, y + ROW / 2, width - 8);
    }
  }

  label(node, room) {
    const name = node === 0 ? "all" : this.model.nameOf(node);
    if (name.length <= room) return name;
    const brief = shortName(name);
    if (brief.length <= room) return brief;
    return brief.slice(0, room - 1) + "…";
  }

  outline(node, colour) {
    const area = this.area(node);
    if (!area) return;
    this.context.strokeStyle = colour;
    this.context.lineWidth = 2;
    this.context.strokeRect(area.x + 1, area.y + 1, Math.max(2, area.width - 3), ROW - 3);
  }

  /** Where a frame is drawn, or nothing if the zoomed part does not hold it. */
  area(node) {
    const { model } = this;
    const y = model.depth[node] * ROW - this.scrolled;
    if (model.isBelow(this.top, node)) return { x: 0, y, width: this.width };
    if (!model.isBelow(node, this.top)) return null;
    const scale = this.scale();
    return { x: (model.left[node] - model.left[this.top]) * scale, y, width: model.weight[node] * scale };
  }

  /** The frame at a point of the canvas, or −1. */
  at(x, y) {
    const { model } = this;
    const row = Math.floor((y + this.box.scrollTop) / ROW);
    if (row < 0) return -1;
    if (row <= model.depth[this.top]) return model.ancestor(this.top, row);
    const wanted = model.left[this.top] + x / this.scale();
    let node = this.top;
    while (model.depth[node] < row) {
      let next = -1;
      for (let at = model.first[node]; at < model.last[node]; at++) {
        const child = model.order[at];
        if (wanted >= model.left[child] && wanted < model.left[child] + model.weight[child]) {
          next = child;
          break;
        }
      }
      if (next < 0) return -1;
      node = next;
    }
    return node;
  }

  /** Scrolls so that a frame's row is in sight. */
  reveal(node) {
    const y = this.model.depth[node] * ROW;
    if (y < this.box.scrollTop) this.box.scrollTop = y;
    const bottom = this.box.scrollTop + this.box.clientHeight;
    if (y + ROW > bottom) this.box.scrollTop = y + ROW - this.box.clientHeight;
  }

  colour(node) {
    if (node === 0) return this.style.runtime;
    if (this.model.total[node] < 0) return this.style.less;
    const name = this.model.name[node];
    let colour = this.colours.get(name);
    if (!colour) {
      colour = packageColour(this.model.names[name], this.style);
      this.colours.set(name, colour);
    }
    return colour;
  }
}

function themeOf(box) {
  const computed = getComputedStyle(box);
  const value = (name) => {
    const probe = element("i");
    probe.style.color = "var(--" + name + ")";
    box.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };
  const dark = isDark();
  return {
    card: value("card"),
    ink: value("ink"),
    mono: computed.getPropertyValue("--mono"),
    mark: dark ? "oklch(0.82 0.15 85)" : "oklch(0.86 0.16 90)",
    markInk: "#1b1a12",
    hover: dark ? "rgb(255 255 255 / 0.14)" : "rgb(0 0 0 / 0.09)",
    runtime: dark ? "oklch(0.36 0.012 230)" : "oklch(0.9 0.008 230)",
    narrow: dark ? "oklch(0.31 0.01 230)" : "oklch(0.94 0.006 230)",
    less: dark ? "oklch(0.42 0.08 160)" : "oklch(0.86 0.08 160)",
    hues: Array.from({ length: HUES }, (_, at) => (dark ? "oklch(0.43 0.07 " : "oklch(0.86 0.075 ") + (20 + at * 24) + ")"),
  };
}

/** A function's name without its package's path. */
function shortName(name) {
  const stop = name.search(/[([< ]/);
  const end = stop > 0 ? stop : name.length;
  const slash = name.lastIndexOf("/", end);
  if (slash >= 0) return name.slice(slash + 1);
  const method = name.lastIndexOf(".", end - 1);
  const type = method <= 0 ? -1 : name.lastIndexOf(".", method - 1);
  return name.slice(type + 1);
}

/** What a function's colour goes by: the first parts of its package. */
function packageOf(name) {
  const stop = name.search(/[([< ]/);
  const path = stop > 0 ? name.slice(0, stop) : name;
  const slash = path.lastIndexOf("/");
  if (slash >= 0) return path.slice(0, slash + 1 + path.slice(slash + 1).indexOf(".")).split("/").slice(0, 4).join("/");
  return path.split(".").slice(0, -2).slice(0, 3).join(".") || path.split(".")[0];
}

// What belongs to the runtime itself, so that the program's own packages stand out in colour.
const JVM_RUNTIME = /^(java|javax|jdk|sun|com\.sun|kotlin|scala)(\.|$)/;
const GO_RUNTIME =
  /^(runtime|internal|reflect|sync|syscall|os|io|net|bytes|strings|strconv|encoding|fmt|bufio|crypto|time|sort|math|compress|context|slices|maps|unicode|log|path|errors)(\/|$)/;

const HUES = 14;

function packageColour(name, style) {
  const group = packageOf(name);
  if (JVM_RUNTIME.test(group) || GO_RUNTIME.test(group)) return style.runtime;
  let hash = 2166136261;
  for (let i = 0; i < group.length; i++) hash = Math.imul(hash ^ group.charCodeAt(i), 16777619);
  return style.hues[(hash >>> 0) % HUES];
}
