/** Where the person is. Kept in the hash, so that the back button works and nothing of it reaches the server. */
export type Route =
  | { readonly name: "conversations" }
  | { readonly name: "people" }
  | { readonly name: "settings" }
  | { readonly name: "conversation"; readonly id: string };

/** The route of a hash; anything unknown is the list of conversations. */
export function routeOf(hash: string): Route {
  const [name = "", id = "", ...rest] = hash.replace(/^#\/?/u, "").split("/");
  if (name === "conversation" && /^[\w-]{1,64}$/u.test(id) && rest.length === 0) {
    return { name, id };
  }
  if ((name === "people" || name === "settings") && id === "") {
    return { name };
  }
  return { name: "conversations" };
}

export function hashOf(route: Route): string {
  switch (route.name) {
    case "conversations":
      return "#/";
    case "conversation":
      return `#/conversation/${route.id}`;
    case "people":
    case "settings":
      return `#/${route.name}`;
  }
}
