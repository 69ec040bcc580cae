/** Writes into a text area as if it was typed, over what is selected there. */
export function insertText(areaId: string, text: string): void {
  const area = document.getElementById(areaId);
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.focus();
  // Deprecated, and the one way by which Ctrl+Z takes it back.
  document.execCommand('insertText', false, text);
}
