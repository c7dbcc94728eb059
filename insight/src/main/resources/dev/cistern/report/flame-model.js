// A flame graph's tree in columns: node 0 is the root, a node stands right before its callees and
// a wider callee before a narrower one.

class FlameModel {
  constructor(flame, names) {
    const count = flame.count;
    this.names = names;
    this.unit = flame.unit;
    this.folded = flame.folded;
    this.count = count;
    this.name = new Int32Array(count);
    this.self = new Float64Array(count);
    this.parent = new Int32Array(count);
    this.depth = new Int32Array(count);
    this.decode(flame.nodes, flame.scale);
    this.total = Float64Array.from(this.self);
    this.weight = this.self.map(Math.abs);
    this.deepest = Int32Array.from(this.depth);
    for (let node = count - 1; node > 0; node--) {
      const parent = this.parent[node];
      this.total[parent] += this.total[node];
      this.weight[parent] += this.weight[node];
      if (this.deepest[node] > this.deepest[parent]) this.deepest[parent] = this.deepest[node];
    }
    this.orderChildren();
    this.layOut();
  }

  /** Each node is three varints: how far back its parent stands, its name, its own cost. */
  decode(base64, scale) {
    const text = atob(base64);
    let at = 0;
    const varint = () => {
      let byte = text.charCodeAt(at++);
      let value = byte & 127;
      for (let unit = 128; byte > 127; unit *= 128) {
        byte = text.charCodeAt(at++);
        value += (byte & 127) * unit;
      }
      return value;
    };
    for (let node = 0; node < this.count; node++) {
      const parent = node - varint();
      this.parent[node] = node === 0 ? -1 : parent;
      this.depth[node] = node === 0 ? 0 : this.depth[parent] + 1;
      this.name[node] = varint();
      const own = varint();
      this.self[node] = (own % 2 ? -(own + 1) / 2 : own / 2) * scale;
    }
  }

  /** Children of one parent side by side in {@code order}, as they come. */
  orderChildren() {
    const { parent, count } = this;
    this.first = new Int32Array(count);
    this.last = new Int32Array(count); // one after the last child
    for (let node = 1; node < count; node++) this.last[parent[node]]++;
    let at = 0;
    for (let node = 0; node < count; node++) {
      const children = this.last[node];
      this.first[node] = at;
      this.last[node] = at;
      at += children;
    }
    this.order = new Int32Array(at);
    this.place = new Int32Array(count);
    for (let node = 1; node < count; node++) {
      const place = this.last[parent[node]]++;
      this.order[place] = node;
      this.place[node] = place;
    }
  }

  /** Where each node begins, in the unit of the weights. */
  layOut() {
    this.left = new Float64Array(this.count);
    for (let node = 0; node < this.count; node++) {
      let left = this.left[node];
      for (let at = this.first[node]; at < this.last[node]; at++) {
        this.left[this.order[at]] = left;
        left += this.weight[this.order[at]];
      }
    }
  }

  nameOf(node) {
    return this.names[this.name[node]];
  }

  /** The ancestor of a node at a depth, or the node. */
  ancestor(node, depth) {
    let at = node;
    while (this.depth[at] > depth) at = this.parent[at];
    return at;
  }

  isBelow(node, top) {
    return this.ancestor(node, this.depth[top]) === top;
  }

  widestChild(node) {
    return this.first[node] < this.last[node] ? this.order[this.first[node]] : node;
  }

  /** The neighbour among a parent's children; the node itself at the edge. */
  neighbour(node, step) {
    if (node === 0) return node;
    const at = this.place[node] + step;
    const parent = this.parent[node];
    return at >= this.first[parent] && at < this.last[parent] ? this.order[at] : node;
  }

  /** Which nodes' names hold a text, and what they take together, nested ones once. */
  search(text) {
    const wanted = text.toLowerCase();
    this.lower ??= this.names.map((name) => name.toLowerCase());
    const hits = this.lower.map((name) => name.includes(wanted));
    const found = new Uint8Array(this.count);
    const covered = new Uint8Array(this.count);
    let weight = 0;
    let nodes = 0;
    for (let node = 0; node < this.count; node++) {
      const above = node > 0 && covered[this.parent[node]] === 1;
      if (hits[this.name[node]] && node > 0) {
        found[node] = 1;
        nodes++;
        if (!above) weight += this.weight[node];
      }
      covered[node] = above || found[node] ? 1 : 0;
    }
    return { found, nodes, weight };
  }

  /** Functions by their own cost; one that calls itself counts once in its total. */
  functions(limit) {
    const rows = new Map();
    const open = new Map();
    const walk = [[0, false]];
    while (walk.length) {
      const [node, leaving] = walk.pop();
      const name = this.name[node];
      if (leaving) {
        open.set(name, open.get(name) - 1);
        continue;
      }
      const row = rows.get(name) ?? { name: this.names[name], self: 0, total: 0 };
      rows.set(name, row);
      row.self += this.self[node];
      if (!open.get(name)) row.total += this.total[node];
      open.set(name, (open.get(name) ?? 0) + 1);
      walk.push([node, true]);
      for (let at = this.first[node]; at < this.last[node]; at++) walk.push([this.order[at], false]);
    }
    return [...rows.values()]
      .filter((row) => row.self !== 0)
      .sort((a, b) => Math.abs(b.self) - Math.abs(a.self))
      .slice(0, limit);
  }
}
