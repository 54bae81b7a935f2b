/** Lets the app open without connection, and calls `offer` when a newer version waits to be loaded. */
export async function keepShell(offer: (load: () => void) => void): Promise<void> {
  if (location.protocol !== "https:" || !("serviceWorker" in navigator)) {
    return;
  }
  const { serviceWorker } = navigator;
  const replaces = serviceWorker.controller !== null;
  const registration = await serviceWorker.register("/shell-worker.js");
  const offerWaiting = (): void => {
    const { waiting } = registration;
    if (waiting !== null && replaces) {
      offer(() => {
        serviceWorker.addEventListener("controllerchange", reload, { once: true });
        waiting.postMessage("take-over");
      });
    }
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offerWaiting);
  });
  offerWaiting();
}

const reload = (): void => {
  location.reload();
};
