// Says two minutes beforehand that the session is about to end, and then that it is over. No page content leaves or enters here.
"use strict";
{
    const box = document.getElementById("session");
    const seconds = Number(box.dataset.seconds);
    const warnAt = Math.max(seconds - 120, seconds / 2);
    const soon = document.getElementById("session-soon");
    const over = document.getElementById("session-over");
    let began = Date.now();

    const show = () => {
        const idle = (Date.now() - began) / 1000;
        soon.hidden = idle < warnAt || idle >= seconds;
        over.hidden = idle < seconds;
        box.hidden = soon.hidden && over.hidden;
    };

    // Stays on the page: what was typed is kept.
    document.getElementById("session-stay").addEventListener("click", async (event) => {
        event.preventDefault();
        const answer = await fetch(event.target.href, { redirect: "manual", cache: "no-store" }).catch(() => null);
        if (answer?.ok) {
            began = Date.now();
        } else {
            began = Date.now() - seconds * 1000;
        }
        show();
    });

    setInterval(show, 1000);
    // A page that slept in a background tab learns at once how late it is.
    document.addEventListener("visibilitychange", show);
}
