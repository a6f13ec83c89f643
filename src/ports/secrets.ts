/** Resolves secret references (`env:NAME`, `keyvault:NAME`). */
export interface Secrets {
  /** @throws `secret_unavailable` where there is no such secret, `vault_unavailable` where that could not be found out */
  resolve(reference: string): Promise<string>;
}
