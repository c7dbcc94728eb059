// Numbers for a reader's eyes, as the rest of the page has them.

function digits(value) {
  if (Number.isInteger(value) || value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

function bytes(value) {
  const names = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let size = Math.abs(value);
  let unit = 0;
  while (size >= 999.5 && unit < names.length - 1) {
    size /= 1024;
    unit++;
  }
  return (value < 0 ? "-" : "") + digits(size) + " " + names[unit];
}

function nanos(value) {
  const steps = [[1, "ns"], [1e3, "µs"], [1e6, "ms"], [1e9, "s"], [60e9, "min"], [3600e9, "h"]];
  const size = Math.abs(value);
  let step = steps[0];
  for (const next of steps) {
    const enough = next[0] < 60e9 ? 0.9995 : 2;
    if (size >= next[0] * enough) step = next;
  }
  const shown = size / step[0];
  return (value < 0 ? "-" : "") + digits(shown) + " " + step[1];
}

/** A whole number in groups of three; the browser's own way takes 20 ms to load its tables. */
function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A value in a profile's unit. */
function amount(value, unit) {
  if (unit === "bytes") return bytes(value);
  if (unit === "nanoseconds") return nanos(value);
  if (unit === "microseconds") return nanos(value * 1e3);
  if (unit === "milliseconds") return nanos(value * 1e6);
  const number = count(Math.round(value));
  return unit === "count" ? number : number + " " + unit;
}

function percent(part, whole) {
  if (!whole) return "0%";
  const share = (Math.abs(part) / Math.abs(whole)) * 100;
  if (share > 0 && share < 0.1) return "<0.1%";
  return share.toFixed(Number.isInteger(share) ? 0 : 1) + "%";
}
