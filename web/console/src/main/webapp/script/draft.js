// Keeps what was typed, in this window alone, until the server has answered to it: a session that ended or a server that
// started anew meanwhile costs nobody their work.
"use strict";
{
    const KEY = "konsil-draft";
    const main = document.getElementById("content");
    const { address, answer } = main.dataset;
    const typed = (form) =>
        [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");

    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (kept?.address === address && answer === "false") {
        const form = document.getElementById(kept.form);
        for (const [name, value] of form === null ? [] : kept.values) {
            const field = form.elements.namedItem(name);
            if (field !== null && field.value !== value) {
                field.value = value;
                document.getElementById("draft").hidden = false;
            }
        }
    }

    for (const form of document.querySelectorAll("form[method=post][id]")) {
        form.addEventListener("submit", () => {
            const values = typed(form).map((field) => [field.name, field.value]);
            if (values.length > 0) {
                sessionStorage.setItem(KEY, JSON.stringify({ address, form: form.id, values }));
            }
        });
    }
}
