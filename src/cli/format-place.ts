/** `items[].sku` for `/items/3/sku`. */
export function formatPlace(tokens: readonly string[]): string {
  return tokens.map((token, at) => (/^\d+$/.test(token) ? '[]' : at === 0 ? token : `.${token}`)).join('');
}
