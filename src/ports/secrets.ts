/** Resolves secret references (`env:NAME`, `keyvault:NAME`, `stored:NAME`). */
export interface Secrets {
  /**
   * The secret of a reference that stands in this profile; `stored:NAME` is looked for among what was handed over to it, and nowhere else.
   * @throws `secret_unavailable` where there is no such secret, `registration_missing` where nothing was handed over yet,
   * `vault_unavailable`, `blob_unavailable` and `blob_refused` where that could not be found out
   */
  resolve(reference: string, profileId: string): Promise<string>;
}
