/** Resolves secret references (`env:NAME`, `keyvault:NAME`). */
export interface Secrets {
  /** @throws `secret_unavailable` */
  resolve(reference: string): Promise<string>;
}
