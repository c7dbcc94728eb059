// The flame graph's controls: pointer, keyboard, search, the switch between what the widths count.

class FlameView {
  constructor(flames, names) {
    this.flames = flames;
    this.names = names;
    this.models = flames.map(() => null);
    this.box = byId("flame");
    this.canvas = new FlameCanvas(this.box, byId("flame-room"), byId("flame-canvas"));
    this.search = byId("flame-search");
    this.makeSwitch();
    this.listen();
    this.show(0);
  }

  makeSwitch() {
    this.flames.forEach((flame, at) => {
      const label = element("label");
      const choice = element("input");
      choice.type = "radio";
      choice.name = "flame-type";
      choice.checked = at === 0;
      choice.addEventListener("change", () => this.show(at));
      label.append(choice, element("span", "", flame.title));
      byId("flame-types").append(label);
    });
  }

  listen() {
    const canvas = byId("flame-canvas");
    canvas.addEventListener("pointermove", (event) => this.hover(this.under(event)));
    canvas.addEventListener("pointerleave", () => this.hover(-1));
    canvas.addEventListener("click", (event) => {
      const node = this.under(event);
      if (node >= 0) {
        this.choose(node);
        this.zoom(node);
      }
    });
    this.box.addEventListener("scroll", () => this.canvas.later());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.search.addEventListener("input", () => this.find());
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clearSearch();
      if (event.key === "Enter") this.box.focus();
    });
    byId("flame-reset").addEventListener("click", () => this.reset());
    addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement;
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.search.focus();
      }
    });
    byId("flame-table").addEventListener("toggle", () => this.fillTable());
    new ResizeObserver(() => this.canvas.resized()).observe(this.box);
    themeWatchers.push(() => this.canvas.themeChanged());
  }

  under(event) {
    const area = byId("flame-canvas").getBoundingClientRect();
    return this.canvas.at(event.clientX - area.left, event.clientY - area.top);
  }

  show(at) {
    this.at = at;
    this.models[at] ??= new FlameModel(this.flames[at], this.names);
    this.model = this.models[at];
    this.canvas.show(this.model);
    if (this.search.value) this.find();
    this.describe(0);
    if (byId("flame-table").open) this.fillTable();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { model } = this;
    const node = this.canvas.chosen;
    const moves = {
      ArrowUp: () => Math.max(0, model.parent[node]),
      ArrowDown: () => model.widestChild(node),
      ArrowLeft: () => model.neighbour(node, -1),
      ArrowRight: () => model.neighbour(node, 1),
      Home: () => 0,
    };
    if (moves[event.key]) {
      event.preventDefault();
      const next = moves[event.key]();
      this.choose(next);
      if (!model.isBelow(next, this.canvas.top) && !model.isBelow(this.canvas.top, next)) this.zoom(model.parent[next]);
      this.canvas.reveal(next);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.zoom(node);
    } else if (event.key === "Escape") {
      this.reset();
    }
  }

  reset() {
    this.clearSearch();
    this.choose(0);
    this.zoom(0);
    this.box.scrollTop = 0;
  }

  zoom(node) {
    this.canvas.zoom(node);
    this.canvas.reveal(node);
  }

  choose(node) {
    this.canvas.chosen = node;
    this.canvas.later();
    this.describe(node);
    byId("flame-live").textContent = byId("flame-detail").textContent;
  }

  hover(node) {
    if (node === this.canvas.hovered) return;
    this.canvas.hovered = node;
    this.canvas.later();
    this.describe(node < 0 ? this.canvas.chosen : node);
  }

  describe(node) {
    const { model } = this;
    const total = model.total[node];
    const whole = model.total[0] || model.weight[0];
    const words =
      " " + amount(total, model.unit) + " (" + percent(total, whole) + ") with its callees, " +
      amount(model.self[node], model.unit) + " (" + percent(model.self[node], whole) + ") itself" + (model.folded > 0 && node > 0 ? " and in folded callees" : "");
    const name = node === 0 ? "Everything" : model.nameOf(node);
    byId("flame-detail").replaceChildren(element("b", "", name), words);
    if (node === 0 && model.folded > 0) {
      byId("flame-detail").append(element("span", "soft", ". " + count(model.folded) + " frames too small to see are folded into their callers."));
    }
  }

  find() {
    const text = this.search.value.trim();
    const out = byId("flame-found");
    if (!text) {
      this.canvas.found = null;
      out.textContent = "";
    } else {
      const { found, nodes, weight } = this.model.search(text);
      this.canvas.found = found;
      const frames = nodes === 1 ? " frame" : " frames";
      out.textContent = count(nodes) + frames + ", " + percent(weight, this.model.weight[0]) + " of all";
    }
    this.canvas.later();
  }

  clearSearch() {
    this.search.value = "";
    this.find();
  }

  fillTable() {
    if (!byId("flame-table").open) return;
    const { model } = this;
    const whole = model.total[0] || model.weight[0];
    const rows = model.functions(100).map((one) => {
      const row = element("tr");
      const head = element("th", "", "");
      head.scope = "row";
      head.append(element("span", "name", one.name));
      row.append(
        head,
        element("td", "num", amount(one.self, model.unit)),
        element("td", "num", percent(one.self, whole)),
        element("td", "num", amount(one.total, model.unit)),
        element("td", "num", percent(one.total, whole)),
      );
      return row;
    });
    byId("flame-rows").replaceChildren(...rows);
  }
}

if (data.flames.length) new FlameView(data.flames, data.names);
