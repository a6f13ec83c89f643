import type { Json } from '../src/diff/json.js';

/** A sandbox shop whose orders the bench pulls, and how a profile reaches it. */
export interface PulledShop {
  /** The key of its channel. */
  channel: string;
  /** The secrets of the profile by name: they guard made-up data on this machine only. */
  secrets: Readonly<Record<string, string>>;
  /** The settings of the profile for the shop at this address. */
  settings(baseUrl: string): Record<string, Json>;
  ways: readonly PullWay[];
  /** The points that an answer says its request cost, where the shop counts in points. */
  pointsOf?(text: string): number;
  /** Opens the shop with so many orders, all of them ready to be shown, and gives its address. It is open until its process ends. */
  open(orders: number): Promise<string>;
}

/** One of the ways in which a shop is pulled. */
export interface PullWay {
  title: string;
  pageSize: number;
  /** Goes over the settings of the shop. */
  settings?: Record<string, Json>;
}
