// Keys go to the explorer as soon as it is there, without a click.
"use strict";
const waiting = setInterval(() => {
  const line = document.querySelector("#terminal textarea");
  if (line) {
    line.focus();
    clearInterval(waiting);
  }
}, 50);
