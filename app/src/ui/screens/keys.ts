/** What of a key press decides whether it sends. */
type KeyPress = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing">;

/** Enter sends where there is a real keyboard; on a touch screen it makes a line, and Ctrl+Enter sends everywhere. */
export function sendsOn(press: KeyPress, touch: boolean): boolean {
  if (press.key !== "Enter" || press.isComposing || press.shiftKey || press.altKey) {
    return false;
  }
  return !touch || press.ctrlKey || press.metaKey;
}
