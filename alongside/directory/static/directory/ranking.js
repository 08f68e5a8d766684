// Choices can be dragged into another order; the buttons do the same without it.
"use strict";

for (const form of document.querySelectorAll("[data-ranking]")) {
  const list = form.querySelector("ol");
  let dragged = null;

  for (const item of list.querySelectorAll(".ranked-movable")) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      item.classList.add("ranked-dragged");
      event.dataTransfer.effectAllowed = "move";
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("ranked-dragged");
      if (dragged) send(form, list);
      dragged = null;
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      const box = item.getBoundingClientRect();
      const after = event.clientY > box.top + box.height / 2;
      list.insertBefore(dragged, after ? item.nextSibling : item);
    });
  }
}

function send(form, list) {
  for (const item of list.querySelectorAll(".ranked-movable")) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "entry";
    field.value = item.dataset.entry;
    form.append(field);
  }
  const order = document.createElement("input");
  order.type = "hidden";
  order.name = "order";
  order.value = "1";
  form.append(order);
  form.submit();
}
