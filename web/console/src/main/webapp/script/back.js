// Leads back to the page whose form got no answer.
"use strict";
{
    const kept = JSON.parse(sessionStorage.getItem("konsil-draft") ?? "null");
    if (kept !== null) {
        document.getElementById("back").href = kept.address;
        document.getElementById("draft").hidden = false;
    }
}
