// What is typed shows on the telephone beside it after a pause. Without this, the button beside it does the same.
"use strict";
const words = document.getElementById("words");
const shows = words && words.querySelector("[data-shows]");
let pause = 0;
if (shows && getComputedStyle(document.querySelector(".phone")).display !== "none") {
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => words.requestSubmit(shows), 600);
  });
}
