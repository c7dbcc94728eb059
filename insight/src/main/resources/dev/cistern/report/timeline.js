// The heap over time with its collections, and below it each stop by its length. The drawing is a
// slider: arrows move a moment through the window and its text tells what is there.

const HEAP_HEIGHT = 150;
const STOPS_TOP = 184;
const STOPS_HEIGHT = 56;
const LEFT = 62;
const RIGHT = 8;

class Timeline {
  constructor(box, gc) {
    this.box = box;
    this.gc = gc;
    this.length = Math.max(1, gc.end - gc.start);
    this.top = Math.max(1, ...[...gc.heap, ...gc.goal].map((point) => point[1]));
    this.longest = Math.max(1, ...gc.stops.map((stop) => stop[1]));
    this.moments = this.findMoments();
    this.at = -1;
    box.setAttribute("aria-valuemin", "0");
    box.setAttribute("aria-valuemax", String(Math.max(0, this.moments.length - 1)));
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("pointermove", (event) => this.point(event));
    new ResizeObserver(() => this.draw()).observe(box);
    this.draw();
    this.tell(0, false);
  }

  /** Every time at which the heap was seen or a stop began. */
  findMoments() {
    const times = new Set([...this.gc.heap, ...this.gc.stops].map((one) => one[0]));
    if (times.size === 0) times.add(this.gc.start);
    return [...times].sort((a, b) => a - b);
  }

  x(time) {
    const share = Math.min(1, Math.max(0, (time - this.gc.start) / this.length));
    return LEFT + share * (this.width - LEFT - RIGHT);
  }

  y(size) {
    return 12 + HEAP_HEIGHT * (1 - size / this.top);
  }

  draw() {
    this.width = Math.max(240, this.box.clientWidth);
    const svg = this.svg("svg", { "aria-hidden": "true" });
    this.axes(svg);
    for (const [start, length] of this.gc.cycles) {
      const width = Math.max(1, this.x(start + length) - this.x(start));
      svg.append(this.svg("rect", { class: "cycle", x: this.x(start), y: 12, width, height: HEAP_HEIGHT }));
    }
    if (this.gc.heap.length) {
      const line = this.path(this.gc.heap);
      const last = this.x(this.gc.heap[this.gc.heap.length - 1][0]).toFixed(1);
      const base = 12 + HEAP_HEIGHT;
      const area = line + "H" + last + "V" + base + "H" + this.x(this.gc.heap[0][0]).toFixed(1) + "Z";
      svg.append(this.svg("path", { class: "area", d: area }), this.svg("path", { class: "heap", d: line }));
    }
    if (this.gc.goal.length) svg.append(this.svg("path", { class: "goal", d: this.steps(this.gc.goal) }));
    for (const [start, length] of this.gc.stops) {
      const height = Math.max(2, (STOPS_HEIGHT * length) / this.longest);
      const width = Math.max(2, this.x(start + length) - this.x(start));
      svg.append(this.svg("rect", { class: "stop", x: this.x(start), y: STOPS_TOP + STOPS_HEIGHT - height, width, height }));
    }
    this.cursor = this.svg("line", { class: "cursor", y1: 8, y2: STOPS_TOP + STOPS_HEIGHT, visibility: "hidden" });
    svg.append(this.cursor);
    this.box.replaceChildren(svg);
  }

  axes(svg) {
    for (const share of [0, 0.5, 1]) {
      const y = this.y(this.top * share);
      this.rule(svg, y);
      svg.append(this.text(LEFT - 8, y + 4, "end", bytes(this.top * share)));
    }
    this.rule(svg, STOPS_TOP + STOPS_HEIGHT);
    svg.append(this.text(LEFT - 8, STOPS_TOP + 10, "end", nanos(this.longest)));
    svg.append(this.text(LEFT - 8, STOPS_TOP + STOPS_HEIGHT + 4, "end", "stops"));
    const ticks = Math.max(2, Math.min(10, Math.floor(this.width / 110)));
    const step = niceStep(this.length / ticks);
    for (let time = 0; time <= this.length * 1.0001; time += step) {
      const x = this.x(this.gc.start + time);
      const anchor = x > this.width - 40 ? "end" : "middle";
      svg.append(this.text(x, STOPS_TOP + STOPS_HEIGHT + 20, anchor, time === 0 ? "0" : nanos(time).replace(/\.0+ /, " ")));
    }
  }

  rule(svg, y) {
    svg.append(this.svg("line", { class: "grid", x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y }));
  }

  text(x, y, anchor, words) {
    const text = this.svg("text", { x, y, "text-anchor": anchor });
    text.textContent = words;
    return text;
  }

  svg(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  path(points) {
    return "M" + points.map(([time, size]) => this.x(time).toFixed(1) + "," + this.y(size).toFixed(1)).join("L");
  }

  /** A line that keeps each value until the next. */
  steps(points) {
    let path = "";
    for (const [time, size] of points) {
      const x = this.x(time).toFixed(1);
      path += (path ? "H" + x + "V" : "M" + x + ",") + this.y(size).toFixed(1);
    }
    return path + "H" + (this.width - RIGHT);
  }

  key(event) {
    const last = this.moments.length - 1;
    const moves = {
      ArrowRight: () => this.at + 1,
      ArrowUp: () => this.at + 1,
      ArrowLeft: () => this.at - 1,
      ArrowDown: () => this.at - 1,
      Home: () => 0,
      End: () => last,
      PageDown: () => this.nextStop(1),
      PageUp: () => this.nextStop(-1),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.tell(Math.min(last, Math.max(0, move())), true);
  }

  nextStop(direction) {
    const starts = new Set(this.gc.stops.map((stop) => stop[0]));
    for (let at = this.at + direction; at >= 0 && at < this.moments.length; at += direction) {
      if (starts.has(this.moments[at])) return at;
    }
    return this.at;
  }

  point(event) {
    const x = event.clientX - this.box.getBoundingClientRect().left;
    const time = this.gc.start + ((x - LEFT) / (this.width - LEFT - RIGHT)) * this.length;
    let best = 0;
    for (let at = 0; at < this.moments.length; at++) {
      if (Math.abs(this.moments[at] - time) < Math.abs(this.moments[best] - time)) best = at;
    }
    this.tell(best, true);
  }

  tell(at, show) {
    this.at = at;
    const time = this.moments[at];
    const parts = [time <= this.gc.start ? "at the start" : "at " + nanos(time - this.gc.start)];
    const seen = this.gc.heap.filter((point) => point[0] <= time);
    if (seen.length) parts.push("heap " + bytes(seen[seen.length - 1][1]));
    for (const [start, length, reason] of this.gc.stops) {
      if (start === time) parts.push("stopped for " + nanos(length) + (reason ? ", " + reason : ""));
    }
    const words = parts.join(" · ");
    this.box.setAttribute("aria-valuenow", String(at));
    this.box.setAttribute("aria-valuetext", words);
    byId("timeline-read").textContent = words;
    if (show) {
      const x = this.x(time);
      this.cursor.setAttribute("x1", x);
      this.cursor.setAttribute("x2", x);
      this.cursor.setAttribute("visibility", "visible");
    }
  }
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  for (const times of [1, 2, 5]) {
    if (power * times >= rough) return power * times;
  }
  return power * 10;
}

if (data.gc) new Timeline(byId("timeline"), data.gc);
