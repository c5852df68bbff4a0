// Shows and hides what consult/instrument/unfolding.py says; what it cannot tell stays as it was sent.
"use strict";
(() => {
  const form = document.getElementById(".f"), told = document.createElement("p");
  const [steps, { today, known }] = JSON.parse(document.getElementById(".unfolding").textContent);
  const MISSING = /^(not_asked|not_answered|dont_know|refused)$/;
  told.setAttribute("role", "status");
  told.style.cssText = "position:absolute;clip-path:inset(50%)";
  form.append(told);

  for (const step of steps)
    for (const part of ["where", "relevant", "filter", "calculation"]) if (step[part]) step[part] = compile(step[part]);

  // As consult/response/written.py and picked.py read it.
  const latin = typed => typed.replace(/[٠-٩۰-۹]/g, digit => digit.charCodeAt() & 15);
  const read = {
    code: ([code]) => code,
    codes: codes => codes,
    text: ([text]) => text.replace(/\r?\n/g, "\r\n"),
    integer: ([typed]) => {
      const bare = latin(typed).replace(/€|\beuro?\b|يورو/gi, "").replace(/(\d)\.(?=\d{3}(\D|$))/g, "$1");
      return /^-?\d{1,10}$/.test(bare.replace(/\s/g, "")) ? +bare.replace(/\s/g, "") + 0 : "";
    },
    decimal: ([typed]) => {
      const parts = latin(typed).replace(/\s/g, "").match(/^(-?\d{1,10})(?:[.,٫](\d{1,6}))?$/);
      return parts ? +`${parts[1]}.${parts[2] || 0}` : "";
    },
  };
  const controls = (name, state) => [...form.querySelectorAll(`[name="${name}"]${state}`)];
  const answer = (name, kind, { alone = [] }) => {
    const picked = controls(name, ":enabled").filter(one => one.checked || !/radio|checkbox/.test(one.type));
    const value = picked.length ? read[kind](picked.map(one => one.value.trim())) : "";
    if (kind == "text") return value;  // a word of one's own is no code
    return MISSING.test(value) || value.length > 1 && alone.some(code => value.includes(code)) ? "" : value;
  };

  // How many are offered, if the script can tell.
  function offer(step, all) {
    let found = 0;
    for (const one of controls(step.name, "").flatMap(box => box.options ? [...box.options] : box)) {
      if (!Object.hasOwn(step.choices, one.value)) continue;
      const offered = step.filter({ ...all, values: { ...all.values, ...step.choices[one.value] } });
      if (offered === undefined) return;
      one.disabled = (one.closest("label") || one).hidden = !truth(offered);
      if (one.disabled) one.selected = false;
      else found++;
    }
    return found;
  }

  function unfold() {
    const all = { today, known, this: "", values: { ...known } }, { values } = all, news = [];
    for (const step of steps) {
      const { name } = step, conditions = [step.where, step.relevant].flatMap(tree => tree ? [tree(all)] : []);
      const isOff = conditions.some(value => value !== undefined && !truth(value));
      let isSure = isOff || !conditions.includes(undefined);
      const box = document.getElementById(`${name}.part`);
      const found = step.filter && !isOff ? offer(step, all) : undefined;
      // "Other" may be all there is to pick, but not before what the list hangs on was answered.
      const isOut = isOff || found === 0 && !(step.other || []).some(base => `${values[base] ?? ""}`);
      if (box && (step.relevant || step.filter)) {
        if (box.hidden && !isOut) news.push(box.querySelector("legend, label, h2, p").textContent);
        box.hidden = box.disabled = isOut;
      }
      if (isOut) continue;
      if (step.filter) isSure = found !== undefined && isSure;
      if (step.calculation) {
        const value = isSure ? step.calculation(all) : undefined;
        values[name] = value === undefined ? null : Number.isNaN(value * 0) && typeof value == "number" ? "" : value;
      }
      for (const [field, kind] of Object.entries(step.answers || {}))
        values[field] = !isSure || kind == "unknown" ? null
          : kind == "other" ? codes(values[name]).includes("other") ? answer(field, "text", step) : ""
          : answer(field, kind, step);
    }
    return news;
  }

  unfold();
  addEventListener("pageshow", unfold);
  form.addEventListener("input", () => { told.textContent = unfold().join(" "); });
})();
