// Coding by key and by mouse. Without this script the same form works: choose a paragraph, press a theme.
"use strict";
const form = document.getElementById("coding");
if (form) begin(form);

function begin(form) {
  const { from, to } = form.elements;
  const chosen = document.getElementById("chosen");
  let sentence = -1;

  for (const one of document.querySelectorAll(".scripted")) one.hidden = false;

  // Letters are counted as the server counts them: a pair of surrogates is one.
  const letters = text => [...text].length;
  const radioOf = place => place.closest(".turn").querySelector("input[type=radio]");
  const wordsOf = radio => radio.closest(".turn").querySelector(".words");
  const current = () => form.querySelector("input[name=turn]:checked");

  function choose(first, last, text) {
    from.value = first;
    to.value = last;
    chosen.textContent = text ? `${chosen.dataset.words} ${text}` : "";
    chosen.hidden = !text;
  }

  function wholeTurn() {
    sentence = -1;
    choose("", "", "");
    getSelection().removeAllRanges();
  }

  // What the mouse selected, when it lies within one paragraph.
  function takeSelection() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = range.startContainer.parentElement;
    const words = start && start.closest(".words");
    if (!words || !form.contains(words) || !words.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(words);
    before.setEnd(range.startContainer, range.startOffset);
    const first = letters(before.toString());
    radioOf(words).checked = true;
    choose(first, first + letters(range.toString()), range.toString());
  }

  function nextSentence(radio) {
    const words = wordsOf(radio);
    const found = [...words.textContent.matchAll(/[^.!?؟…]+[.!?؟…]*\s*/gu)];
    if (!found.length) return;
    sentence = (sentence + 1) % found.length;
    const text = found[sentence][0].trimEnd();
    const start = found[sentence].index;
    const first = letters(words.textContent.slice(0, start));
    select(words, start, start + text.length);
    choose(first, first + letters(text), text.trim());
  }

  // Shows a choice as the browser shows any selection. start, end: in UTF-16, as text nodes count.
  function select(words, start, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + node.length;
      if (at <= start && start < next) range.setStart(node, start - at);
      if (at < end && end <= next) range.setEnd(node, end - at);
      at = next;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  form.addEventListener("change", event => {
    if (event.target.name === "turn") wholeTurn();
  });
  form.addEventListener("mouseup", () => setTimeout(takeSelection));
  // A click that ends a selection would also choose the paragraph, and so undo the selection.
  form.addEventListener("click", event => {
    if (event.target.closest(".words") && !getSelection().isCollapsed) event.preventDefault();
  });

  form.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.id === "memo") {
      if (event.key === "Escape") current()?.focus();
      return;
    }
    // Single keys act only from within the text, so that no one presses them unawares.
    if (event.target.name !== "turn") return;
    const key = event.key.toLowerCase();
    const button = [...form.querySelectorAll("button[data-key]")].find(one => one.dataset.key === key);
    if (button) {
      event.target.checked = true;
      button.click();
    } else if (key === "m") {
      document.getElementById("memo").focus();
    } else if (key === "z") {
      event.target.checked = true;
      nextSentence(event.target);
    } else if (key === "escape") {
      wholeTurn();
    } else {
      return;
    }
    event.preventDefault();
  });
}
