// Heat maps on canvases: a row a function or pool, a column a stretch of time. Pointing or the arrows
// tell a cell, the wheel or + and - zoom in time, a click or Enter leaves only the findings that name it.

const HEAT_ROW = 20;
const HEAT_AXIS = 22;
const HEAT_WORDS = ["under t", "t and more", "alert: twice t and more"];

class HeatMap {
  constructor(box, map) {
    this.box = box;
    this.map = map;
    this.pad = box.querySelector(".heat-box");
    this.canvas = box.querySelector("canvas");
    this.from = 0;
    this.to = map.columns;
    this.row = 0;
    this.column = 0;
    this.filter = "";
    this.rows = map.rows.map((row) => ({ ...row, at: this.index(row.cells) }));
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.pad);
    themeWatchers.push(() => this.draw());
    this.draw();
  }

  /** A row's cells by column. */
  index(cells) {
    const at = new Map();
    for (let i = 0; i < cells.length; i += 5) {
      at.set(cells[i], { value: cells[i + 1], events: cells[i + 2], t: cells[i + 3], heat: cells[i + 4] });
    }
    return at;
  }

  listen() {
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("click", (event) => {
      this.point(event);
      this.choose();
    });
    this.canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 0.5 : 2);
    }, { passive: false });
    this.pad.addEventListener("keydown", (event) => this.key(event));
    this.box.querySelector(".heat-in").addEventListener("click", () => this.zoom(0.5));
    this.box.querySelector(".heat-out").addEventListener("click", () => this.whole());
    this.box.querySelector(".heat-svg").addEventListener("click", () => save("heat.svg", "image/svg+xml", this.svg()));
    this.box.querySelector(".heat-csv").addEventListener("click", () => save("heat.csv", "text/csv", this.csv()));
  }

  draw() {
    const width = Math.max(240, this.pad.clientWidth - 16);
    const height = this.rows.length * HEAT_ROW + HEAT_AXIS;
    const scale = devicePixelRatio || 1;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    this.canvas.style.height = height + "px";
    this.width = width;
    this.names = Math.min(320, Math.floor(width * 0.36));
    this.pen = this.canvas.getContext("2d");
    this.pen.scale(scale, scale);
    this.pen.font = "12px ui-monospace, Menlo, Consolas, monospace";
    this.pen.textBaseline = "middle";
    const style = getComputedStyle(document.documentElement);
    this.inks = ["--heat-g", "--heat-y", "--heat-r"].map((name) => this.colour(name));
    this.ink = this.colour("--ink");
    this.paper = this.colour("--card");
    this.accent = this.colour("--accent");
    this.soft = this.colour("--soft");
    this.rows.forEach((row, i) => this.drawRow(row, i));
    this.drawAxis(height);
    if (style && this.shown) this.frame();
  }

  /** A custom colour as the canvas understands it: light-dark() must be resolved by an element. */
  colour(name) {
    const probe = element("span");
    probe.style.color = "var(" + name + ")";
    this.box.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  x(column) {
    return this.names + ((column - this.from) / (this.to - this.from)) * (this.width - this.names);
  }

  drawRow(row, i) {
    const y = i * HEAT_ROW;
    this.pen.fillStyle = row.name === this.filter ? this.accent : this.ink;
    this.pen.textAlign = "left";
    this.pen.fillText(this.fit(row.name), 0, y + HEAT_ROW / 2);
    const wide = this.x(this.from + 1) - this.x(this.from);
    for (const [column, cell] of row.at) {
      if (column < this.from || column >= this.to) continue;
      const x = this.x(column);
      this.pen.fillStyle = this.inks[cell.heat];
      this.pen.fillRect(x, y + 2, Math.max(1, wide - (wide > 3 ? 1 : 0)), HEAT_ROW - 4);
      if (cell.heat === 2 && wide >= 4) {
        this.pen.fillStyle = this.paper;
        this.pen.fillRect(x + wide / 2 - 1.5, y + HEAT_ROW / 2 - 1.5, 3, 3);
      }
    }
  }

  drawAxis(height) {
    this.pen.fillStyle = this.soft;
    const span = (this.to - this.from) * this.map.cell;
    const step = niceStep(span / Math.max(2, Math.min(8, (this.width - this.names) / 100)));
    for (let time = Math.ceil((this.from * this.map.cell) / step) * step; time <= this.to * this.map.cell; time += step) {
      const x = this.x(time / this.map.cell);
      this.pen.textAlign = x > this.width - 24 ? "right" : "center";
      this.pen.fillText(time === 0 ? "0" : nanos(time).replace(/\.0+ /, " "), x, height - 9);
    }
  }

  /** The end of a name, which tells functions apart better than its beginning. */
  fit(name) {
    const most = Math.max(4, Math.floor((this.names - 10) / 7.25));
    return name.length <= most ? name : "…" + name.slice(1 - most);
  }

  point(event) {
    const at = this.canvas.getBoundingClientRect();
    const row = Math.floor((event.clientY - at.top) / HEAT_ROW);
    const share = (event.clientX - at.left - this.names) / (this.width - this.names);
    if (row < 0 || row >= this.rows.length) return;
    this.row = row;
    this.column = Math.min(this.to - 1, Math.max(this.from, Math.floor(this.from + share * (this.to - this.from))));
    this.tell(false);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = {
      ArrowUp: () => { this.row = Math.max(0, this.row - 1); },
      ArrowDown: () => { this.row = Math.min(this.rows.length - 1, this.row + 1); },
      ArrowLeft: () => { this.column = Math.max(0, this.column - 1); },
      ArrowRight: () => { this.column = Math.min(this.map.columns - 1, this.column + 1); },
      Enter: () => this.choose(),
      Escape: () => { this.filter = ""; this.filtered(); this.whole(); },
      "+": () => this.zoom(0.5),
      "-": () => this.zoom(2),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
    if (this.column < this.from || this.column >= this.to) this.zoom(1);
    this.tell(true);
  }

  /** Shows so many times what is shown, around the chosen moment. */
  zoom(times) {
    const wide = Math.min(this.map.columns, Math.max(8, Math.round((this.to - this.from) * times)));
    this.from = Math.max(0, Math.min(this.map.columns - wide, Math.round(this.column - wide / 2)));
    this.to = this.from + wide;
    this.draw();
  }

  whole() {
    this.from = 0;
    this.to = this.map.columns;
    this.draw();
  }

  value(value) {
    return this.map.mode === "wait" ? nanos(value) : (value / 1e4).toFixed(1) + " % missed";
  }

  tell(aloud) {
    const row = this.rows[this.row];
    const cell = row.at.get(this.column);
    const parts = [row.name, "at " + (this.column === 0 ? "0" : nanos(this.column * this.map.cell)), (row.share * 100).toFixed(1) + " % of all"];
    if (cell) {
      parts.push(this.value(cell.value) + " in " + cell.events + (cell.events === 1 ? " event" : " events"));
      parts.push(cell.t ? HEAT_WORDS[cell.heat] + " (t " + this.value(cell.t) + ")" : "no threshold yet");
    } else {
      parts.push("nothing");
    }
    const words = parts.join(" · ");
    const stack = row.stack.length ? "\n" + row.stack.join(" ← ") : "";
    this.box.querySelector(".heat-read").textContent = words + stack;
    if (aloud) this.box.querySelector(".heat-live").textContent = words;
    this.shown = true;
    this.draw();
  }

  frame() {
    this.pen.strokeStyle = this.accent;
    this.pen.lineWidth = 1.5;
    const wide = Math.max(2, this.x(this.from + 1) - this.x(this.from));
    this.pen.strokeRect(this.x(this.column), this.row * HEAT_ROW + 1, wide, HEAT_ROW - 2);
  }

  choose() {
    const name = this.rows[this.row].name;
    this.filter = this.filter === name ? "" : name;
    this.filtered();
    this.draw();
  }

  /** Leaves the findings whose text names the function; all where none does. */
  filtered() {
    const all = [...document.querySelectorAll("#findings .finding")];
    const named = all.filter((one) => this.filter && one.textContent.includes(this.filter));
    for (const one of all) one.classList.toggle("filtered", named.length > 0 && !named.includes(one));
    const output = this.box.querySelector(".heat-filter");
    if (!this.filter) output.textContent = "";
    else if (named.length === 0) output.textContent = "No finding names " + this.filter;
    else output.textContent = named.length + (named.length === 1 ? " finding names " : " findings name ") + this.filter;
  }

  csv() {
    const lines = ["name,start_ns,length_ns,value,events,threshold,heat"];
    for (const row of this.rows) {
      const safe = /^[=+@-]/.test(row.name) ? "'" + row.name : row.name;
      for (const [column, cell] of row.at) {
        const heat = ["grey", "yellow", "red"][cell.heat];
        lines.push('"' + safe.replaceAll('"', '""') + '",' + [column * this.map.cell, this.map.cell, cell.value, cell.events, cell.t, heat].join(","));
      }
    }
    return lines.join("\r\n") + "\r\n";
  }

  svg() {
    const root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const height = this.rows.length * HEAT_ROW + 10;
    root.setAttribute("viewBox", "0 0 " + this.width + " " + height);
    this.rows.forEach((row, i) => {
      const text = document.createElementNS(root.namespaceURI, "text");
      text.setAttribute("y", i * HEAT_ROW + 14);
      text.setAttribute("font-size", "12");
      text.textContent = this.fit(row.name);
      root.append(text);
      for (const [column, cell] of row.at) {
        const rect = document.createElementNS(root.namespaceURI, "rect");
        rect.setAttribute("x", this.names + (column / this.map.columns) * (this.width - this.names));
        rect.setAttribute("y", i * HEAT_ROW + 2);
        rect.setAttribute("width", Math.max(1, (this.width - this.names) / this.map.columns - 0.5));
        rect.setAttribute("height", HEAT_ROW - 4);
        rect.setAttribute("fill", ["#c9d1d5", "#f0b429", "#a3160f"][cell.heat]);
        root.append(rect);
      }
    });
    return new XMLSerializer().serializeToString(root);
  }
}

/** Hands a text to the user as a file. */
function save(name, type, text) {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

for (const box of document.querySelectorAll(".heat")) {
  new HeatMap(box, data.heat[Number(box.dataset.map)]);
}
