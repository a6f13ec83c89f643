/** A sandbox shop that `npm start` runs, and the profile that connects it. */
export interface DemoShop {
  profileId: string;
  /** What the shop is, for people. */
  title: string;
  /** Where the secret references of the profile resolve: they guard made-up data on this machine only. */
  environment: Readonly<Record<string, string>>;
  /** Opens the shop on a port of its own. */
  open(): Promise<OpenShop>;
  /** The profile, before it is checked, of the shop at this address. */
  profile(baseUrl: string): Record<string, unknown>;
}

/** A sandbox shop that is open. */
export interface OpenShop {
  baseUrl: string;
  /** Begins the shop's life: orders are placed and changed; what the shop has to tell goes to the webhook's address. Gives what ends it. */
  live(webhookUrl: string): () => void;
  stop(): Promise<void>;
}
