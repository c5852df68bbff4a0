// The expressions of an instrument, compiled from their trees (docs/instrument-format.md). The server has the last word:
// what is rare, or could be read in two ways, is declined.
"use strict";
const { compile, truth, codes } = (() => {
  const decline = () => { throw 0; };
  const isList = Array.isArray;
  const isEmpty = value => value === "" || isList(value) && !value.length;
  const truth = value => isList(value) ? value.length > 0 : !!value;
  const codes = value => isList(value) ? value : text(value).match(/\S+/g) || [];

  const text = value =>
    isList(value) ? value.join(" ")
    : Number.isInteger(value) ? `${BigInt(value)}`
    : typeof value == "number" && Math.abs(value) < 1e-4 ? value.toFixed(20).replace(/0+$/, "")
    : `${value}`;

  // A date counts in days since 1970; 30 February and a text are no number.
  const number = value => {
    if (typeof value != "string" && !isList(value)) return +value;
    const written = text(value).trim();
    if (/^-?(\d+([.,]\d*)?|[.,]\d+)$/.test(written)) return +written.replace(",", ".");
    if (!/^\d{4}-\d\d?-\d|^\d\d:\d/.test(written) || written < "0001") return NaN;
    if (!/^\d{4}-\d\d-\d\d$/.test(written)) decline();
    const day = new Date(written);
    return day.toJSON()?.startsWith(written) ? day / 864e5 : NaN;
  };

  const equal = (one, other) => {
    const kinds = [typeof one, typeof other];
    const as = kinds.includes("boolean") ? truth : kinds.includes("number") ? number : text;
    one = as(one), other = as(other);
    return one === other || as == number && Math.abs(one - other) < 1e-12;
  };

  const round = (value, places) => {
    const below = places === undefined ? Math.floor(value) : decline();
    return below + (value - below >= 0.5);
  };

  // Only patterns that RE2 and this engine read alike, and that cannot be made to run for long.
  const PLAIN = /^\^?((\\[d.()[\]{}*+?/]|\[(\\d|[\w .,:@+]-?)+]|[\w ,:@-])(\{\d{1,3}(,\d{1,3})?}|\?)?)+([*+])?\$?$/;
  const regex = (value, pattern) =>
    PLAIN.test(pattern) ? RegExp(`^(?:${pattern})$`, "u").test(value) : decline();

  const onNumbers = {
    "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
    "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, div: (a, b) => a / b, mod: (a, b) => a % b,
    negative: a => -a, number: a => a, int: a => Math.trunc(a) + 0, round,
  };
  const onTexts = {
    string: a => a, "string-length": a => [...a].length, concat: (...all) => all.join(""), regex,
    contains: (a, b) => a.includes(b), "starts-with": (a, b) => a.startsWith(b), "ends-with": (a, b) => a.endsWith(b),
  };
  const onValues = {
    "=": equal, "!=": (a, b) => !equal(a, b), not: a => !truth(a), true: () => true, false: () => false,
    selected: (a, b) => codes(a).includes(b = text(b).trim()) || b && text(a) == b || false, "count-selected": a => codes(a).length,
    coalesce: (a, b) => isEmpty(a) ? b : a,
  };
  const onDemand = {
    and: (all, a, b) => truth(a(all)) && truth(b(all)), or: (all, a, b) => truth(a(all)) || truth(b(all)),
    if: (all, a, b, c) => truth(a(all)) ? b(all) : c(all), once: (all, a) => isEmpty(all.this) ? a(all) : all.this,
    today: all => all.today, self: all => all.this,
  };

  const build = ([kind, ...rest]) => {
    if (kind == "number" || kind == "text") return () => rest[0];
    if (kind == "name" || kind == "column") {
      const name = kind == "name" ? rest[0] : `@${rest[0]}`;
      return ({ values }) => {
        const value = Object.hasOwn(values, name) ? values[name] : "";
        return typeof value == "object" && !isList(value) ? decline() : value;
      };
    }
    const name = kind == "call" ? rest.shift() : kind, parts = rest.map(build);
    if (onDemand[name]) return all => onDemand[name](all, ...parts);
    for (const [functions, cast] of [[onNumbers, number], [onTexts, text], [onValues, value => value]])
      if (functions[name]) return all => functions[name](...parts.map(part => cast(part(all))));
    return decline();
  };

  // A tree as a function of {values, this, today}; undefined is what it declines. A value that is null is not known here.
  const compile = tree => {
    let run = decline;
    try { run = build(tree); } catch {}
    return all => { try { return run(all); } catch {} };
  };
  return { compile, truth, codes };
})();
